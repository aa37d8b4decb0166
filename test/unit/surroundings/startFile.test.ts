import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { otherFileDiff } from "../../../app/doctor/otherFileDiff.ts";
import { keyVariables } from "../../../app/surroundings/keyKind.ts";
import { registryVariables } from "../../../app/surroundings/registryValues.ts";
import {
  assignmentsIn,
  commentOutAssignments,
  sourcedFiles,
} from "../../../app/surroundings/startFile.ts";
import type { StartFileLanguage } from "../../../app/surroundings/startFileLanguage.ts";
import { charactersRead } from "../../support/charactersRead.ts";

/** For the shells: without a home in it Bash would take the one of this user, and load the `.bashrc` there. */
const noHome = { HOME: "/nonexistent" };

const key = "sk-proj-sentinel0123";
const languages = ["shell", "exportingShell", "fish", "powershell", "dotenv"] as const;
const find = (text: string, language: StartFileLanguage) =>
  assignmentsIn(text, language).filter(({ name }) => keyVariables.includes(name));
const fixed = (text: string, language: StartFileLanguage) =>
  commentOutAssignments(text, language, find(text, language), "reason");

describe("a start file of sh, bash or zsh", () => {
  it.each([
    ["an export", `export OPENAI_API_KEY=${key}\n`, 1, 1],
    ["an export in quotes", `a=1\n  export OPENAI_API_KEY="${key}" # old\n`, 2, 2],
    ["a value over several lines", `export OPENAI_API_KEY='${key}\nmore\nlines'\nb=2\n`, 1, 3],
    ["typeset -x", `typeset -gx OPENAI_API_KEY=${key}\n`, 1, 1],
    ["declare -x", `declare -x CODEX_API_KEY=${key}\n`, 1, 1],
    [
      "an assignment that is exported later",
      `OPENAI_API_KEY=${key}\nexport OPENAI_API_KEY\n`,
      1,
      1,
    ],
    ["an assignment under set -a", `set -a\nOPENAI_API_KEY=${key}\nset +a\n`, 2, 2],
    ["a function", `f() {\n  export OPENAI_API_KEY=${key}\n}\n`, 2, 2],
    ["a line that goes on", `export \\\n  OPENAI_API_KEY=${key}\n`, 1, 2],
    [
      "what stands below a here-document",
      `cat <<EOF\nx\nEOF\nexport OPENAI_API_KEY=${key}\n`,
      4,
      4,
    ],
    ["Windows line breaks", `a=1\r\nexport OPENAI_API_KEY=${key}\r\n`, 2, 2],
  ])("%s is found", (_what, text, line, lastLine) => {
    expect(find(text, "shell")).toMatchObject([
      { kind: "sk-proj", line, lastLine, standsAlone: true },
    ]);
  });

  it.each([
    ["a comment", `# export OPENAI_API_KEY=${key}\n`],
    ["a here-document", `cat <<EOF\nexport OPENAI_API_KEY=${key}\nEOF\n`],
    ["a here-document with a quoted end", `cat <<-'END'\n\texport OPENAI_API_KEY=${key}\n\tEND\n`],
    ["a quoted text", `echo 'export OPENAI_API_KEY=${key}'\n`],
    ["a text over several lines", `x="\nexport OPENAI_API_KEY=${key}\n"\n`],
    ["another variable", `export MY_OPENAI_API_KEY=${key}\nexport OPENAI_API_KEY_OLD=${key}\n`],
    ["one command's own environment", `OPENAI_API_KEY=${key} python x.py\n`],
    ["a variable of the shell alone", `OPENAI_API_KEY=${key}\n`],
    ["nothing", "export OPENAI_API_KEY=\nexport OPENAI_API_KEY=''\n"],
    ["what is unset again", `export OPENAI_API_KEY=${key}\nunset OPENAI_API_KEY\n`],
    ["a subshell", `(export OPENAI_API_KEY=${key})\nx=$(\nexport OPENAI_API_KEY=${key}\n)\n`],
    ["its use", 'curl -H "Bearer $OPENAI_API_KEY"\n'],
  ])("%s is not found", (_what, text) => {
    expect(find(text, "shell")).toEqual([]);
  });

  it.each([
    [`export A=1 OPENAI_API_KEY=${key}\n`],
    [`export OPENAI_API_KEY=${key}; export PATH=/x\n`],
    [`[ -z "$X" ] && export OPENAI_API_KEY=${key}\n`],
    [`if true; then export OPENAI_API_KEY=${key}; fi\n`],
  ])("%j is found but left to its owner", (text) => {
    expect(find(text, "shell")).toMatchObject([{ standsAlone: false }]);
    expect(fixed(text, "shell")).toBe(text);
  });

  it("tells a value that is made elsewhere", () => {
    expect(find('export OPENAI_API_KEY="$(pass show openai)"\n', "shell")).toMatchObject([
      { kind: "reference", standsAlone: true },
    ]);
  });
});

describe("commenting out", () => {
  it.each([
    [
      "a line",
      `a=1\n\texport OPENAI_API_KEY=${key} # mine\nb=2\n`,
      `a=1\n\t# reason\n\t# export OPENAI_API_KEY=${key} # mine\nb=2\n`,
    ],
    [
      "several lines",
      `export OPENAI_API_KEY='${key}\n  x'\nb=2`,
      `# reason\n# export OPENAI_API_KEY='${key}\n#   x'\nb=2`,
    ],
    [
      "with Windows line breaks",
      `a=1\r\nexport OPENAI_API_KEY=${key}\r\nb=2\r\n`,
      `a=1\r\n# reason\r\n# export OPENAI_API_KEY=${key}\r\nb=2\r\n`,
    ],
    [
      "what alone stands in a condition",
      `if true; then\n  export OPENAI_API_KEY=${key}\nfi\n`,
      `if true; then\n  # reason\n  : # export OPENAI_API_KEY=${key}\nfi\n`,
    ],
    [
      "what a list goes on with",
      `false ||\n  export OPENAI_API_KEY=${key}\necho on\n`,
      `false ||\n  # reason\n  : # export OPENAI_API_KEY=${key}\necho on\n`,
    ],
    [
      "two in a row",
      `f() {\n  export OPENAI_API_KEY=${key}\n  export CODEX_API_KEY=${key}\n}\nf\n`,
      `f() {\n  # reason\n  : # export OPENAI_API_KEY=${key}\n  # reason\n  # export CODEX_API_KEY=${key}\n}\nf\n`,
    ],
    [
      "a branch of a case",
      `case x in\n  x)\n    export OPENAI_API_KEY=${key}\n    ;;\nesac\n`,
      `case x in\n  x)\n    # reason\n    : # export OPENAI_API_KEY=${key}\n    ;;\nesac\n`,
    ],
  ])("%s", (_what, text, expected) => {
    expect(fixed(text, "shell")).toBe(expected);
    expect(find(expected, "shell")).toEqual([]);
    const run = (script: string) =>
      execFileSync(
        "bash",
        ["-c", `${script.replaceAll("\r\n", "\n")}\necho "[\${OPENAI_API_KEY-}]"`],
        {
          encoding: "utf8",
          env: noHome,
        },
      );
    // The real shell agrees: it had the key, and afterwards it neither has it nor stumbles.
    expect(run(text)).toContain("sentinel");
    expect(run(expected)).not.toContain("sentinel");
  });

  const set = `export OPENAI_API_KEY=${key}`;
  it.each([
    `if true\nthen ${set}\nfi\n`,
    `if true\nthen ${set}\n  echo on\nfi\n`,
    `for a in 1\ndo ${set}\ndone\n`,
    `if false; then :\nelse ${set}\n  echo bar\nfi\n`,
    `case c in\n  (c)\n    ${set}\n    ;;\nesac\n`,
    `case c in\n  (c) ${set}\n    ;;\nesac\n`,
    `if\n  ${set}\nthen echo on\nfi\n`,
    `if false; then :\nelif\n  ${set}\nthen echo on\nfi\n`,
    `while\n  ${set}\ndo break\ndone\n`,
    `until\n  ${set}\ndo break\ndone\n`,
    `{ ${set}\n}\n`,
    `! ${set}\necho on\n`,
    `((1)) && ${set}\necho on\n`,
    `true && \\\n${set}\necho on\n`,
    `${set} |\n  cat\necho on\n`,
    `${set} <<EOF\ntext\nEOF\n`,
    `>/dev/null ${set}\n`,
    `f()\n{\n${set}\n}\nf\n`,
    `(true)\n${set}\necho on\n`,
  ])("keeps %j a script that does all the rest", (text) => {
    const result = fixed(text, "shell");
    const run = (script: string) => {
      execFileSync("bash", ["-n", "-c", script], { env: noHome });
      return execFileSync("bash", ["-c", script], {
        encoding: "utf8",
        env: noHome,
      });
    };
    expect(run(result)).toBe(run(text));
    const isLeft = find(text, "shell").every(({ standsAlone }) => !standsAlone);
    expect(result === text).toBe(isLeft);
  });
});

describe("a script that is loaded under set -a", () => {
  it("is told by the file that loads it, which may be one itself", () => {
    const text = "set -a\n. ~/.env.sh\nset +a\n. ~/.other\n";
    expect(sourcedFiles(text, "shell")).toEqual([
      { path: "~/.env.sh", language: "exportingShell" },
      { path: "~/.other", language: "shell" },
    ]);
    expect(sourcedFiles(". ~/.a\nset +a\n. ~/.b\n", "exportingShell")).toEqual([
      { path: "~/.a", language: "exportingShell" },
      { path: "~/.b", language: "shell" },
    ]);
  });

  it("leaves a then its command", () => {
    const text = `if [ -z "$CI" ]; then\n  OPENAI_API_KEY=${key}\nfi\nEDITOR=vim\n`;
    expect(fixed(text, "exportingShell")).toBe(
      `if [ -z "$CI" ]; then\n  # reason\n  : # OPENAI_API_KEY=${key}\nfi\nEDITOR=vim\n`,
    );
  });

  it("leaves a line that does more to its owner", () => {
    const text = `OPENAI_API_KEY=${key}; export EDITOR=vim\n`;
    expect(find(text, "exportingShell")).toMatchObject([{ standsAlone: false }]);
    expect(fixed(text, "exportingShell")).toBe(text);
  });

  it.each([
    ["one command's own environment", `OPENAI_API_KEY=${key} some-command --login\n`],
    ["a here-document", `cat <<EOF\nOPENAI_API_KEY=${key}\nEOF\n`],
    ["what set +a keeps to the shell", `set +a\nOPENAI_API_KEY=${key}\n`],
  ])("sets nothing by %s", (_what, text) => {
    expect(find(text, "exportingShell")).toEqual([]);
  });
});

describe("a start file of fish", () => {
  it.each([
    ["set -gx", `set -gx OPENAI_API_KEY ${key}\n`],
    ["set -Ux", `set -Ux OPENAI_API_KEY "${key}"\n`],
    ["long options", `set --global --export OPENAI_API_KEY '${key}' # old\n`],
    ["options apart", `if status is-interactive\n    set -x -g OPENAI_API_KEY ${key}\nend\n`],
    ["export", `export OPENAI_API_KEY=${key}\n`],
    ["several lines", `set -gx OPENAI_API_KEY \\\n  "${key}"\n`],
  ])("%s is found", (_what, text) => {
    expect(find(text, "fish")).toMatchObject([{ kind: "sk-proj", standsAlone: true }]);
    expect(find(fixed(text, "fish"), "fish")).toEqual([]);
  });

  it("tells a value that is made elsewhere", () => {
    expect(find("set -gx OPENAI_API_KEY (pass show openai)\n", "fish")).toMatchObject([
      { kind: "reference", standsAlone: true },
    ]);
  });

  it("leaves a line that does more to its owner", () => {
    expect(find(`set -q X; or set -gx OPENAI_API_KEY ${key}\n`, "fish")).toMatchObject([
      { standsAlone: false },
    ]);
  });

  it.each([
    ["a comment", `# set -gx OPENAI_API_KEY ${key}\n`],
    ["a text", `echo "\nset -gx OPENAI_API_KEY ${key}\n"\n`],
    ["a variable of the shell alone", `set -g OPENAI_API_KEY ${key}\n`],
    ["what is erased again", `set -gx OPENAI_API_KEY ${key}\nset -e OPENAI_API_KEY\n`],
    ["another variable", `set -gx OPENAI_API_KEYS ${key}\n`],
    ["an empty one", "set -gx OPENAI_API_KEY\nset -gx OPENAI_API_KEY ''\n"],
    ["a substitution", `echo (set -gx OPENAI_API_KEY ${key})\n`],
  ])("%s is not found", (_what, text) => {
    expect(find(text, "fish")).toEqual([]);
  });
});

describe("a PowerShell profile", () => {
  it.each([
    ["$env:", `$env:OPENAI_API_KEY = "${key}"\r\n`],
    ["$env: without blanks, in another case", `$Env:openai_api_key='${key}' # old\n`],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: PowerShell's own braces
    ["braces", "${env:OPENAI_API_KEY} = 'sk-proj-1'\n"],
    ["setx", `setx OPENAI_API_KEY ${key}\n`],
    ["Set-Item", `Set-Item -Path Env:\\OPENAI_API_KEY -Value "${key}"\n`],
    ["the class", `[Environment]::SetEnvironmentVariable("OPENAI_API_KEY", "${key}", "User")\n`],
    [
      "the whole class name",
      `[System.Environment]::SetEnvironmentVariable('OPENAI_API_KEY','${key}')\n`,
    ],
    ["a here-string", `$env:OPENAI_API_KEY = @'\n${key}\n'@\n`],
    ["a value on the next line", `$env:OPENAI_API_KEY =\n  "${key}"\n`],
  ])("%s is found", (_what, text) => {
    expect(find(text, "powershell")).toMatchObject([{ kind: "sk-proj", standsAlone: true }]);
    expect(find(fixed(text, "powershell"), "powershell")).toEqual([]);
  });

  it.each([
    ["the user's home", ". $HOME\\keys.ps1\n", "~/keys.ps1"],
    ["quotes", '. "$HOME\\my keys\\a.ps1"\n', "~/my keys/a.ps1"],
    ["the home by another name", ". $env:USERPROFILE/keys.ps1 # mine\n", "~/keys.ps1"],
    ["a tilde", "& ~\\keys.ps1\n", "~/keys.ps1"],
    ["a drive", ". 'C:\\Users\\me\\keys.ps1'\n", "C:/Users/me/keys.ps1"],
    ["a condition in front", "if (Test-Path ~/k.ps1) { . ~/k.ps1 }\n", "~/k.ps1"],
  ])("is read with the scripts that it runs by a plain name: %s", (_what, text, path) => {
    expect(sourcedFiles(text, "powershell")).toEqual([{ path, language: "powershell" }]);
  });

  it.each([
    "# . $HOME\\keys.ps1\n",
    ". $PSScriptRoot\\keys.ps1\n",
    ". .\\keys.ps1\n",
    '. "$HOME\\$name.ps1"\n',
    "& 'C:\\Program Files\\x.exe'\n",
    "Get-Content ~/keys.ps1\n",
  ])("is read without what only running it would tell: %j", (text) => {
    expect(sourcedFiles(text, "powershell")).toEqual([]);
  });

  it("is changed behind its byte order mark", () => {
    const text = `\ufeff$env:OPENAI_API_KEY = "${key}"\r\n`;
    expect(fixed(text, "powershell")).toBe(
      `\ufeff# reason\r\n# $env:OPENAI_API_KEY = "${key}"\r\n`,
    );
  });

  it.each([
    ["a comment", `# $env:OPENAI_API_KEY = "${key}"\n`],
    ["a block comment", `<#\n$env:OPENAI_API_KEY = "${key}"\n#>\n`],
    ["a here-string", `$x = @'\n$env:OPENAI_API_KEY = "${key}"\n'@\n`],
    ["a text", `Write-Host '$env:OPENAI_API_KEY = "x"'\n`],
    ["a comparison", `if ($env:OPENAI_API_KEY -eq "x") { }\n`],
    ["a variable", `$OPENAI_API_KEY = "${key}"\n`],
    ["what is taken away", `$env:OPENAI_API_KEY = "${key}"\n$env:OPENAI_API_KEY = $null\n`],
    ["what is removed", `$env:OPENAI_API_KEY = "${key}"\nRemove-Item Env:OPENAI_API_KEY\n`],
  ])("%s is not found", (_what, text) => {
    expect(find(text, "powershell")).toEqual([]);
  });

  it("leaves a line that does more to its owner", () => {
    const text = `if ($true) { $env:OPENAI_API_KEY = "${key}" }\n`;
    expect(find(text, "powershell")).toMatchObject([{ standsAlone: false }]);
  });

  it("tells a value that is made elsewhere", () => {
    expect(find("$env:OPENAI_API_KEY = $secret\n", "powershell")).toMatchObject([
      { kind: "reference" },
    ]);
  });
});

describe("a .env file", () => {
  it.each([
    [`OPENAI_API_KEY=${key}\n`, 1],
    [`# x\n export OPENAI_API_KEY = "${key}" \nA=1`, 2],
    [`A=1\r\nOPENAI_API_KEY='${key}'\r\n`, 2],
  ])("%j is found", (text, line) => {
    expect(find(text, "dotenv")).toMatchObject([{ kind: "sk-proj", line, standsAlone: true }]);
    expect(find(fixed(text, "dotenv"), "dotenv")).toEqual([]);
  });

  it.each([
    `#OPENAI_API_KEY=${key}`,
    "OPENAI_API_KEY=",
    'OPENAI_API_KEY=""',
    `OTHER_OPENAI_API_KEY=${key}`,
  ])("%j is not found", (text) => {
    expect(find(text, "dotenv")).toEqual([]);
  });
});

describe("the Windows user environment", () => {
  const output = (line: string) =>
    `\r\nHKEY_CURRENT_USER\\Environment\r\n    Path    REG_EXPAND_SZ    C:\\x\r\n${line}\r\n\r\n`;

  it("tells the kind of a key", () => {
    expect(registryVariables(output(`    OpenAI_API_Key    REG_SZ    ${key}`))).toContainEqual({
      name: "OPENAI_API_KEY",
      kind: "sk-proj",
    });
  });

  it.each(["    OPENAI_API_KEYS    REG_SZ    x", "    OPENAI_API_KEY    REG_SZ    ", ""])(
    "has none in %j",
    (line) => {
      const names = registryVariables(output(line)).map(({ name }) => name);
      expect(names).not.toContain("OPENAI_API_KEY");
    },
  );
});

describe("no reader", () => {
  it.each(languages)("of %s reads more than twice as much of a text twice as long", (language) => {
    for (const piece of [
      "'",
      '"',
      "(",
      "\\\n",
      "@'\n",
      "<#",
      "$(",
      "export OPENAI_API_KEY=a;",
      "export OPENAI_API_KEY=a\n",
      "set -gx OPENAI_API_KEY a\n",
      "$env:OPENAI_API_KEY='a'\n",
    ]) {
      const cost = (times: number) => {
        const text = piece.repeat(times);
        return charactersRead(() => void find(text, language));
      };
      expect(cost(2000), piece).toBeLessThan(2.5 * cost(1000) + 1000);
    }
  });
});

describe("a preview of a start file", () => {
  it.each([
    ["shell", "export OPENAI_API_KEY=opaque1 # mine\n"],
    ["shell", "a=1\nexport OPENAI_API_KEY='opaque1\n  opaque2 of it\n'\n"],
    ["fish", "set -gx OPENAI_API_KEY opaque1\n"],
    ["fish", 'export OPENAI_API_KEY="opaque1"\n'],
    ["powershell", "setx OPENAI_API_KEY opaque1\n"],
    ["powershell", "[Environment]::SetEnvironmentVariable('OPENAI_API_KEY', 'opaque1', 'User')\n"],
    ["powershell", "$env:OPENAI_API_KEY = @'\nopaque1\n'@\n"],
    ["dotenv", "OPENAI_API_KEY = opaque1\n"],
  ] as const)("in %s hides what no shape gives away: %j", (language, text) => {
    const hunks = otherFileDiff("/home/.profile", text, fixed(text, language));
    expect(hunks).not.toEqual([]);
    expect(JSON.stringify(hunks)).not.toContain("opaque");
    expect(JSON.stringify(hunks)).toContain("OPENAI_API_KEY");
  });
});
