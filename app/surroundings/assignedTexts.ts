import { assignmentsIn, type StartFileLanguage } from "./startFile.ts";

/** Parts of a statement that say how the variable is set, and not to what. */
const ownWords =
  /^(?:export|set|setx|setenv|typeset|declare|User|Machine|Process|Set-Item|New-Item|-\w*|--\w+)$/i;

/** What variables are called that hold something to hide; a path may be shown. */
const secretName = /KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH/i;

/**
 * What start files set such variables to, for masking alone: every word and line of the values, in whatever spelling. They
 * are secrets; a mask that hides too much is better than one that does not.
 */
export function assignedTexts(text: string, language: StartFileLanguage): readonly string[] {
  const found = new Set<string>();
  for (const { name, start, end } of assignmentsIn(text, language)) {
    if (!secretName.test(name)) continue;
    const statement = text.slice(start, end);
    const at = statement.toLowerCase().indexOf(name.toLowerCase());
    const value = at < 0 ? statement : statement.slice(at + name.length);
    const lines = value.split(/\r?\n/).map((line) => line.replace(/^[\s='"(,]+|[\s'"),;]+$/g, ""));
    const words = value.split(/[\s'"`(),;=]+/);
    for (const part of [...lines, ...words])
      if (part.length >= 3 && !ownWords.test(part)) found.add(part);
  }
  return [...found];
}
