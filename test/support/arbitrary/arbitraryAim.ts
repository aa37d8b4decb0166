import fc from "fast-check";
import type { Intent } from "../../../app/config/edit.ts";
import { activeStatements } from "../../../app/config/providers.ts";
import { scan } from "../../../app/config/scan.ts";
import { arbitraryBlock, providerIds } from "./arbitraryProviders.ts";
import { type ArbitraryToml, arbitraryToml } from "./arbitraryToml.ts";
import type { Owner } from "./segment.ts";

/** An intent with the owners it may touch. */
export interface Aim {
  readonly intent: Intent;
  readonly touches: (owner: Owner) => boolean;
}

/** Any intent for a file. */
export function aimAt(file: ArbitraryToml): fc.Arbitrary<Aim> {
  const id = fc.constantFrom(...providerIds);
  const known = file.providerIds.length > 0 ? fc.constantFrom(...file.providerIds) : undefined;
  const ofProvider = (providerId: string) => (owner: Owner) =>
    owner.kind === "providers" && owner.ids.includes(providerId);
  const active = id.map(
    (providerId): Aim => ({
      intent: { kind: "setActive", providerId },
      touches: ({ kind }) => kind === "active",
    }),
  );
  const rootKey = fc
    .tuple(fc.constantFrom("r0", "r1", "fresh", "a b"), fc.constantFrom('"x"', "[1, 2]", "7"))
    .map(
      ([key, valueText]): Aim => ({
        intent: { kind: "setRootKey", key, valueText },
        touches: (owner) => owner.kind === "root" && owner.key === key,
      }),
    );
  const upsert = id.chain((providerId) =>
    arbitraryBlock(providerId).map(
      (tableText): Aim => ({
        intent: { kind: "upsertProvider", providerId, tableText },
        // An inline table of all providers is one segment; a new one joins it.
        touches: (owner) =>
          owner.kind === "providers" &&
          (owner.ids.includes(providerId) || owner.ids.length > 1 || isInlineRoot(file)),
      }),
    ),
  );
  const remove = known?.map(
    (providerId): Aim => ({
      intent: { kind: "removeProvider", providerId },
      // Comments directly above a table and in it go with it.
      touches: (owner) => owner.kind === "comment" || ofProvider(providerId)(owner),
    }),
  );
  return fc.oneof(active, rootKey, upsert, ...(remove ? [remove] : []));
}

function isInlineRoot(file: ArbitraryToml): boolean {
  return file.segments.some(({ text }) => /^model_providers = /.test(text));
}

/** A file whose only fault, if any, is doubled model_provider lines, with an intent that repairs it first. */
export const fileAndAim = arbitraryToml.chain((file) => fc.tuple(fc.constant(file), aimAt(file)));

/** Doubled lines are the fault that making a provider active repairs; other intents need it done first. */
export function intentsFor(file: ArbitraryToml, { intent }: Aim): Intent[] {
  if (intent.kind === "setActive" || activeStatements(scan(file.text)).length < 2) return [intent];
  return [{ kind: "setActive", providerId: "pm" }, intent];
}
