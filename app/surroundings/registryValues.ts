import { type KeyKind, keyKindOf, nameInAnyCase } from "./keyKind.ts";

/** The variables that `reg query HKCU\Environment` printed, by kind; the values stay behind. */
export function registryVariables(
  output: string,
): { readonly name: string; readonly kind: KeyKind }[] {
  const line = /^[ \t]+(\S+)[ \t]+REG_(?:EXPAND_)?SZ[ \t]+(\S.*?)\r?$/gm;
  return [...output.matchAll(line)].map(([, name = "", value = ""]) => ({
    name: nameInAnyCase(name),
    kind: keyKindOf(value),
  }));
}
