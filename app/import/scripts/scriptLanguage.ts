/** The languages of installer scripts. */
export type ScriptLanguage = "shell" | "powershell" | "batch";

const powershellMark =
  /@['"][ \t]*\r?$|^[ \t]*\$[a-z]\w*[ \t]*\+?=|\[(?:System\.)?(?:Convert|IO\.File|Text\.Encoding)\]::|-EncodedCommand\b|\b(?:powershell|pwsh)(?:\.exe)?[ \t]+-|(?:^|\|)[ \t]*(?:Set-Content|Add-Content|Out-File|Write-Host|New-Item)\b/im;
const shellMark =
  /<<-?[ \t]*['"\\]?[A-Za-z_]|^[ \t]*(?:export[ \t]+)?[A-Z_]+\+?=|^[ \t]*(?:printf|cat|tee|echo|set[ \t]+-|fi|done)\b|\bbase64[ \t]+(?:-d|-D|--decode)/m;
const batchMark =
  /^[ \t]*(?:@echo[ \t]|@?(?:setlocal|endlocal)\b|@?rem[ \t]|chcp[ \t]+\d|pause[ \t]*\r?$|::|set[ \t]+"?[a-z_]\w*=|if[ \t]+(?:\/i[ \t]+)?(?:not[ \t]+)?(?:exist|defined)[ \t])|\becho(?:\(|\.[ \t]*\r?$)|>[ \t]*"?%[a-z_]\w*%|%(?:~[a-z]*\d|(?:userprofile|appdata|localappdata|homepath|temp|codex_home)%)/im;
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
  const marks: readonly (readonly [ScriptLanguage, number])[] = [
    ["batch", code.search(batchMark)],
    ["powershell", code.search(powershellMark)],
    ["shell", code.search(shellMark)],
  ];
  return marks
    .filter(([, at]) => at >= 0)
    .sort(([, a], [, b]) => a - b)
    .map(([language]) => language);
}
