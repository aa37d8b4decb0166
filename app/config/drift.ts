import { serviceOf } from "../provider/providerView.ts";
import { type DriftPoint, driftPoints, essenceOf } from "./driftPoints.ts";
import { readProviders } from "./providers.ts";
import { redactText } from "./redact.ts";
import { scan } from "./scan.ts";
import { withVisibleTricks } from "./visibleText.ts";

/** Something in config.toml that this program or its user had settled, and that somebody else has changed. */
export type DriftChange =
  | { readonly kind: "activeReplaced"; readonly was: string; readonly is: string | undefined }
  | { readonly kind: "providerRemoved"; readonly id: string }
  /** `fields` are names of settings, without their values. */
  | { readonly kind: "providerAltered"; readonly id: string; readonly fields: readonly string[] }
  /** A key of OpenAI's platform stands where none did; `key` is the setting's name. */
  | { readonly kind: "keyAppeared"; readonly key: string };

/** A change with the points it consists of, which hold secrets. */
interface DriftFound {
  readonly change: DriftChange;
  readonly points: readonly DriftPoint[];
}

/**
 * What has changed that concerns us, between the text as it was last settled and the one that is there now. Comments,
 * order, spelling, line breaks and everything Codex itself writes (trust, notices, MCP servers, features) do not.
 */
export function driftBetween(settled: string, now: string): readonly DriftChange[] {
  return findDrift(settled, now).map(({ change }) => change);
}

/**
 * Names what each change of {@link driftBetween} consists of, one text for each thing that has changed; the same as long
 * as that thing stays as it is now, whatever becomes of the others. They hold secrets: only their hashes may be kept.
 */
export function driftFingerprints(settled: string, now: string): readonly (readonly string[])[] {
  return findDrift(settled, now).map(({ points }) => points.map(fingerprint));
}

/** Tells one point from another, what it is now included. It holds secrets. */
export function fingerprint(point: DriftPoint): string {
  return JSON.stringify(point);
}

function findDrift(settled: string, now: string): readonly DriftFound[] {
  if (settled === now) return [];
  const points = driftPoints(essenceOf(settled), essenceOf(now));
  return points.flatMap((point): DriftFound[] => {
    if (point.kind !== "field") return [{ change: changeOf(point), points: [point] }];
    const own = points.flatMap((one) => (one.kind === "field" && one.id === point.id ? [one] : []));
    if (own[0] !== point) return [];
    const fields = own.map(({ name }) => name);
    return [{ change: { kind: "providerAltered", id: shown(point.id), fields }, points: own }];
  });
}

function changeOf(point: Exclude<DriftPoint, { kind: "field" }>): DriftChange {
  switch (point.kind) {
    case "active":
      return {
        kind: "activeReplaced",
        was: shown(point.was),
        is: point.now === undefined ? undefined : shown(point.now),
      };
    case "provider":
      return { kind: "providerRemoved", id: shown(point.id) };
    case "key":
      return { kind: "keyAppeared", key: shown(point.key) };
  }
}

/** Whether there is anything in a text that is worth guarding. */
export function hasOwnProvider(text: string): boolean {
  return [...readProviders(scan(text)).keys()].some((id) => serviceOf(id) !== "other");
}

function shown(name: string): string {
  return redactText(withVisibleTricks(name));
}
