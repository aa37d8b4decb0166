import { type KeyKind, keyKindOf } from "./keyKind.ts";

/** What of the wanted variables `reg query HKCU\Environment` printed, by kind; the values stay behind. */
export function registryVariables(
  output: string,
  names: readonly string[],
): { readonly name: string; readonly kind: KeyKind }[] {
  return [...output.matchAll(/^[ \t]+(\S+)[ \t]+REG_(?:EXPAND_)?SZ[ \t]+(\S.*?)\r?$/gm)].flatMap(
    ([, found = "", value = ""]) => {
      // Windows takes names in any case.
      const name = names.find((known) => known.toLowerCase() === found.toLowerCase());
      return name === undefined ? [] : [{ name, kind: keyKindOf(value) }];
    },
  );
}
