import { redactText } from "../config/redact.ts";
import { withVisibleTricks } from "../config/visibleText.ts";
import { hashOf, type RevisionOf } from "./baseline.ts";
import type { Baseline, Drift, DriftChange } from "./drift.ts";
import { alteredSettings, type Difference, differences, readWatched } from "./items.ts";

/**
 * What has changed since the baseline. Comments, order, spelling, line breaks and everything Codex itself writes (trust,
 * notices, MCP servers, features) do not count.
 */
export function measureDrift(baseline: Baseline, text: string, revisionOf: RevisionOf): Drift {
  const found = differences(baseline.items, readWatched(text), hashOf(baseline, revisionOf));
  const altered = alteredSettings(found);
  const changes: DriftChange[] = [];
  const parts: string[][] = [];
  for (const difference of found) {
    const change = changeOf(difference, altered);
    const last = changes.at(-1);
    const part = revisionOf(JSON.stringify(difference));
    // The altered settings of a provider are one change.
    if (change.kind === "providerAltered" && last?.kind === change.kind && last.id === change.id)
      parts.at(-1)?.push(part);
    else {
      changes.push(change);
      parts.push([part]);
    }
  }
  return { key: revisionOf(JSON.stringify(parts.flat().sort())), changes, parts };
}

function changeOf(
  difference: Difference,
  altered: ReturnType<typeof alteredSettings>,
): DriftChange {
  switch (difference.kind) {
    case "active": {
      const { was, now } = difference;
      return { kind: "activeReplaced", was: shown(was), is: now && shown(now) };
    }
    case "provider":
      return { kind: "providerRemoved", id: shown(difference.id) };
    case "key":
      return { kind: "keyAppeared", key: shown(difference.path) };
    case "setting":
      return {
        kind: "providerAltered",
        id: shown(difference.id),
        fields: [...(altered.get(difference.id) ?? [])],
      };
  }
}

/** A name as views may show it. */
export function shown(name: string): string {
  return redactText(withVisibleTricks(name));
}
