import { activeStatements } from "../config/providers.ts";
import { scan } from "../config/scan.ts";
import { stringValue } from "../config/value.ts";
import type { TomlFileFacts } from "./facts.ts";

/** The provider that another file has Codex use; undefined when it leaves that alone. */
export function providerNamedIn({ text }: TomlFileFacts): string | undefined {
  if (text === undefined) return undefined;
  const value = activeStatements(scan(text))[0]?.entry.value;
  return value && stringValue(text, value);
}
