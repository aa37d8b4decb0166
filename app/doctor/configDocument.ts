import { activeStatements, type ProviderText, readProviders } from "../config/providers.ts";
import { positionOf, type Scan, scan } from "../config/scan.ts";
import { stringValue } from "../config/value.ts";
import type { DoctorFacts } from "./facts.ts";
import type { Place } from "./finding.ts";
import { providerNamedIn } from "./overlayProvider.ts";

/** config.toml as all families look at it; worked out once. */
export interface ConfigDocument {
  readonly text: string;
  readonly scanned: Scan;
  readonly providers: ReadonlyMap<string, ProviderText>;
  /** What the topmost root `model_provider` says; undefined: there is none, or it is no string. */
  readonly activeId: string | undefined;
  /** Whether the file, or an overlay of it, has Codex use this provider. */
  isUsed(providerId: string): boolean;
  /** The place of an offset of the text. */
  placeAt(offset: number): Place;
}

/** Reads config.toml for a diagnosis; a file that is not UTF-8 reads as empty. */
export function readConfigDocument({ config, surroundings }: DoctorFacts): ConfigDocument {
  const text = config.text ?? "";
  const scanned = scan(text);
  const active = activeStatements(scanned)[0]?.entry.value;
  const activeId = active && stringValue(text, active);
  const used = new Set([activeId, ...surroundings.overlays.map(providerNamedIn)]);
  return {
    text,
    scanned,
    providers: readProviders(scanned),
    activeId,
    isUsed: (providerId) => used.has(providerId),
    placeAt: (offset) => ({ file: config.path, ...positionOf(text, offset) }),
  };
}
