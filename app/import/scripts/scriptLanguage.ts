/** The languages of installer scripts. */
export type ScriptLanguage = "shell" | "powershell";

const powershellMark =
  /@['"][ \t]*\r?$|^[ \t]*\$[a-z]\w*[ \t]*\+?=|\[(?:System\.)?(?:Convert|IO\.File|Text\.Encoding)\]::|-EncodedCommand\b|\b(?:powershell|pwsh)(?:\.exe)?[ \t]+-|(?:^|\|)[ \t]*(?:Set-Content|Add-Content|Out-File|Write-Host|New-Item)\b/im;
const shellMark =
  /<<-?[ \t]*['"\\]?[A-Za-z_]|^[ \t]*(?:export[ \t]+)?[A-Z_]+\+?=|^[ \t]*(?:printf|cat|tee|echo|set[ \t]+-|fi|done)\b|\bbase64[ \t]+(?:-d|-D|--decode)/m;
const powershellLine = /^#!.*\bpwsh\b/;
const shellLine = /^#!.*\b(?:ba|z|da|k)?sh\b/;
const comments = /^[ \t]*#.*$/gm;

/**
 * The languages that a text may be a script in, the likelier one first; none where nothing speaks for a script.
 * The first mark of a language counts: what comes later may be the text that the script writes.
 */
export function scriptLanguages(text: string): readonly ScriptLanguage[] {
  if (powershellLine.test(text)) return ["powershell"];
  if (shellLine.test(text)) return ["shell"];
  const code = text.replace(comments, "");
  const powershell = code.search(powershellMark);
  const shell = code.search(shellMark);
  if (powershell < 0) return shell < 0 ? [] : ["shell"];
  if (shell < 0) return ["powershell"];
  return powershell < shell ? ["powershell", "shell"] : ["shell", "powershell"];
}
