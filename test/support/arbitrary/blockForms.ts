import fc from "fast-check";
import type { BlockFormat } from "../../../app/config/block.ts";
import { encodeKey, encodeString } from "../../../app/config/value.ts";

/** Text that means something to a shell, to PowerShell, to Markdown or to TOML, and must mean nothing here. */
const traps = [
  "$HOME",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a trap
  "${X:-y}",
  "$(id)",
  "`id`",
  "$env:USERNAME",
  "$($x)",
  "\\",
  "\\n",
  "\\\\",
  '"',
  "'",
  "''",
  '"""',
  "'''",
  "<<EOF",
  "<<'EOF'",
  "EOF",
  "@'",
  "'@",
  '"@',
  "```",
  "%s",
  "%d",
  "%%",
  "| Write-Host",
  "# x",
  "{0}",
  "don't",
  "[model_providers.z]",
  'model_provider = "z"',
  "= “x”",
  "\u00a0",
  "\u200b",
  "余额",
  "🙂",
  "-f",
  ";",
  "&&",
];
const word = fc.oneof(fc.constantFrom(...traps), fc.string({ maxLength: 8 }));
/** A name full of traps, on one line. */
export const text = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map((words) => `N${words.join(" ")}`.replace(/\p{C}/gu, "").replaceAll("\u200b", ""));
const token = fc
  .array(fc.constantFrom(...traps.filter((trap) => /^[!-~]+$/.test(trap)), "pmx-test-7"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => `pmx-${parts.join("")}`);
const id = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{3,12}$/).filter((one) => !["ollama", "openai"].includes(one)),
  fc.constantFrom("pay 2026.11", "Boost", "余额", 'a"b'),
);

/** A provider as it was generated. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly header: string | undefined;
  readonly retries: number | undefined;
}

const provider: fc.Arbitrary<Provider> = fc.record({
  id,
  name: text,
  token,
  header: fc.option(text, { nil: undefined }),
  retries: fc.option(fc.nat(9), { nil: undefined }),
});
/** One to three providers, the first of them active. */
export const providers = fc.uniqueArray(provider, {
  minLength: 1,
  maxLength: 3,
  selector: (one) => one.id,
});

/** Writes the block that the service would hand out. */
export function render(list: readonly Provider[], model: string | undefined): string {
  const root = [`model_provider = ${encodeString(list[0]?.id ?? "", true)}`];
  if (model !== undefined) root.push(`model = ${encodeString(model)}`);
  const tables = list.map((one) => {
    const table = `[model_providers.${encodeKey(one.id)}]`;
    const lines = [
      table,
      `name = ${encodeString(one.name, true)}`,
      '# the "gateway" & more: $5',
      `base_url = "https://codex.photonmark.example/v1"`,
      `experimental_bearer_token = ${encodeString(one.token)}`,
    ];
    if (one.retries !== undefined) lines.push(`request_max_retries = ${one.retries}`);
    if (one.header !== undefined)
      lines.push("", `${table.slice(0, -1)}.http_headers]`, `X-Note = ${encodeString(one.header)}`);
    return lines.join("\n");
  });
  return `${root.join("\n")}\n\n${tables.join("\n\n")}\n`;
}

const base64 = (value: string, encoding: "utf8" | "utf16le" = "utf8"): string =>
  Buffer.from(value, encoding).toString("base64");
const wrapped = (value: string): string => base64(value).replace(/.{76}/g, "$&\n");
const single = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;
const double = (value: string): string => `"${value.replace(/[\\$`"]/g, "\\$&")}"`;
const expanded = (value: string): string => value.replace(/[\\$`]/g, "\\$&");
const format = (value: string): string =>
  single(value.replaceAll("\\", "\\\\").replaceAll("%", "%%").replaceAll("\n", "\\n"));
const ansi = (value: string): string =>
  `$'${value.replace(/[\\']/g, "\\$&").replaceAll("\n", "\\n")}'`;
const tabbed = (value: string): string => value.replace(/^(?=.)/gm, "\t\t");
const psSingle = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const psExpanded = (value: string): string => value.replace(/[`$]/g, "`$&");
const psDouble = (value: string): string => `"${value.replace(/[`$"]/g, "`$&")}"`;
const bash = (body: string): string => `#!/usr/bin/env bash\nset -eu\nmkdir -p ~/.codex\n${body}\n`;
const windows = (body: string): string =>
  `$ErrorActionPreference = 'Stop'\n$Path = "$HOME\\.codex\\config.toml"\n${body}\nSet-Content -Path $Path -Value $Block\nWrite-Host 'Done'\n`;

/** One line of TOML as cmd.exe reads it without quotes: whatever means something to it has a caret in front. */
const careted = (line: string): string => line.replaceAll("%", "%%").replace(/[\^&|<>()"]/g, "^$&");
const echoed = (line: string): string => (line === "" ? "echo." : `echo ${careted(line)}`);
const batch = (body: string, head = "setlocal"): string =>
  `@echo off\n${head}\nset "CFG=%USERPROFILE%\\.codex\\config.toml"\nif not exist "%USERPROFILE%\\.codex" mkdir "%USERPROFILE%\\.codex"\n${body}\npause\n`.replaceAll(
    "\n",
    "\r\n",
  );
const linesOf = (toml: string): string[] => toml.replace(/\n$/, "").split("\n");

/** Every way in which a block may reach a user, and the format it must be recognized as. */
export const forms: Readonly<
  Record<string, readonly [BlockFormat, (toml: string) => string | Uint8Array]>
> = {
  "CRLF and byte order mark": ["toml", (toml) => `\ufeff${toml.replaceAll("\n", "\r\n")}`],
  indented: ["toml", (toml) => toml.replace(/^(?=.)/gm, "    ")],
  "fenced in prose": ["toml", (toml) => `Here's the block:\n\n~~~toml\n${toml}~~~\nBye\n`],
  base64: ["toml", (toml) => wrapped(toml)],
  "quoted here-document": ["shell", (toml) => bash(`cat > f <<'EOF_1'\n${toml}EOF_1`)],
  "double-quoted delimiter": ["shell", (toml) => bash(`cat <<"E 2" | tee f\n${toml}E 2`)],
  "escaped delimiter": ["shell", (toml) => bash(`tee f <<\\E_3 > /dev/null\n${toml}E_3`)],
  "unquoted here-document": ["shell", (toml) => bash(`cat > f <<E_4\n${expanded(toml)}E_4`)],
  "here-document in $( )": [
    "shell",
    (toml) => bash(`B="$(cat <<'E_5'\n${toml}E_5\n)"\necho "$B" > f`),
  ],
  "here-document without tabs": [
    "shell",
    (toml) => bash(`w() {\n\tcat > f <<-'E_6'\n${tabbed(toml)}\tE_6\n}\nw`),
  ],
  "base64 here-document": ["shell", (toml) => bash(`base64 -d > f <<E_7\n${wrapped(toml)}\nE_7`)],
  "base64 echo": ["shell", (toml) => bash(`echo "${base64(toml)}" | base64 --decode > f`)],
  "base64 variable": [
    "shell",
    (toml) => bash(`B64='${wrapped(toml)}'\nprintf %s "$B64" | base64 -D > f`),
  ],
  "base64 of a script": ["shell", (toml) => base64(bash(`cat > f <<'E_8'\n${toml}E_8`))],
  "single-quoted text": ["shell", (toml) => bash(`printf '%s' ${single(toml)} > f`)],
  "double-quoted text": ["shell", (toml) => bash(`B=${double(toml)}\nprintf '%s\\n' "$B" > f`)],
  "format of printf": ["shell", (toml) => bash(`printf ${format(toml)} > f`)],
  "lines of printf": [
    "shell",
    (toml) => bash(`printf '%s\\n' ${toml.split("\n").map(single).join(" \\\n ")} > f`),
  ],
  "lines of echo": [
    "shell",
    (toml) =>
      bash(
        toml
          .split("\n")
          .map((line) => `echo ${double(line)} >> f`)
          .join("\n"),
      ),
  ],
  "C-like quotes": ["shell", (toml) => bash(`cat > f <<< ${ansi(toml)}`)],
  "literal here-string": ["powershell", (toml) => windows(`$Block = @'\n${toml}'@`)],
  "expandable here-string": ["powershell", (toml) => windows(`$Block = @"\n${psExpanded(toml)}"@`)],
  "quoted text": ["powershell", (toml) => windows(`$Block = ${psSingle(toml)}`)],
  "expandable text": ["powershell", (toml) => windows(`$Block = ${psDouble(toml)}`)],
  "lines in an array": [
    "powershell",
    (toml) => windows(`$Block = @(\n${toml.split("\n").map(psSingle).join(",\n")}\n) -join "\`n"`),
  ],
  "sum of lines": [
    "powershell",
    (toml) =>
      windows(
        `$Block = ${toml
          .split("\n")
          .map((line) => psDouble(line))
          .join(' + "`n" +\n  ')}`,
      ),
  ],
  FromBase64String: [
    "powershell",
    (toml) =>
      windows(
        `$Block = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("${base64(toml)}"))`,
      ),
  ],
  "encoded command": [
    "powershell",
    (toml) =>
      `powershell -NoProfile -EncodedCommand ${base64(windows(`$Block = @'\n${toml}'@`), "utf16le")}\r\n`,
  ],
  "a group of echo in batch": [
    "batch",
    (toml) => batch(`(\n${linesOf(toml).map(echoed).join("\n")}\n) > "%CFG%"`),
  ],
  "a file in front of a group in batch": [
    "batch",
    (toml) => batch(`> "%CFG%" (\n  ${linesOf(toml).map(echoed).join("\n  ")}\n)`),
  ],
  "a file in front of echo in batch": [
    "batch",
    (toml) =>
      batch(
        linesOf(toml)
          .map((line, index) => `${index === 0 ? ">" : ">>"}"%CFG%" ${echoed(line)}`)
          .join("\n"),
      ),
  ],
  "a file behind echo in batch": [
    "batch",
    (toml) =>
      batch(
        linesOf(toml)
          .map((line) => `(${echoed(line)})>>"%CFG%"`)
          .join("\n"),
      ),
  ],
  "lines of echo that go on in batch": [
    "batch",
    (toml) =>
      batch(
        linesOf(toml)
          .map((line) => `>>"%CFG%" echo(^\n${careted(line)}`)
          .join("\n"),
      ),
  ],
  "variables in batch": [
    "batch",
    (toml) =>
      batch(
        `set "GATEWAY=https://codex.photonmark.example"\nset ROOT=%GATEWAY%/v1\n(\n${linesOf(toml)
          .map((line) => echoed(line).replaceAll("https://codex.photonmark.example/v1", "%Root%"))
          .join("\n")}\n)>"%CFG%"`,
      ),
  ],
  "variables filled in late in batch": [
    "batch",
    (toml) => {
      const lines = linesOf(toml);
      const set = lines.map((line, index) => `set L${index}=${careted(line)}`);
      const put = lines.map((_, index) => `>>"%CFG%" echo(!L${index}!`);
      return batch([...set, "setlocal EnableDelayedExpansion", ...put].join("\n"), "");
    },
  ],
  "base64 for certutil in batch": [
    "batch",
    (toml) =>
      batch(
        `(\necho -----BEGIN CERTIFICATE-----\n${wrapped(toml)
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => `echo ${line}`)
          .join(
            "\n",
          )}\necho -----END CERTIFICATE-----\n) > "%TEMP%\\c.b64"\ncertutil -f -decode "%TEMP%\\c.b64" "%CFG%"`,
      ),
  ],
  "base64 below the commands in batch": [
    "batch",
    (toml) =>
      batch(
        `certutil -f -decode "%~f0" "%CFG%"\nexit /b\n-----BEGIN CERTIFICATE-----\n${wrapped(toml)}\n-----END CERTIFICATE-----`,
      ),
  ],
  "PowerShell in batch": [
    "batch",
    (toml) =>
      batch(
        `powershell -NoProfile -ExecutionPolicy Bypass -Command "[IO.File]::WriteAllText('x', [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${base64(toml)}')))"`,
      ),
  ],
  "UTF-16": [
    "powershell",
    (toml) =>
      Buffer.from(`\ufeff${windows(`$Block = @'\n${toml}'@`).replaceAll("\n", "\r\n")}`, "utf16le"),
  ],
};
