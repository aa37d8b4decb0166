import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { assignmentsIn, commentOutAssignments } from "../../app/surroundings/startFile.ts";
import type { StartFileLanguage } from "../../app/surroundings/startFileLanguage.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

/** Start files are read as text; here the real shells say what that text does, before and after a fix. */

const key = "sk-proj-sentinel0123";
const set = `export OPENAI_API_KEY=${key}`;

interface Shell {
  readonly program: string;
  readonly language: StartFileLanguage;
  /** Its own start files stay out of it. */
  readonly args: readonly string[];
  /** Loads a file and then tells what a program started from there would get. */
  readonly script: string;
}

const env = "printf '\\1'; env -0";
const bash: Shell = {
  program: "bash",
  language: "shell",
  args: ["--norc", "--noprofile", "-c"],
  script: `. "$START_FILE"; ${env}`,
};
const zsh: Shell = {
  program: "zsh",
  language: "shell",
  args: ["-f", "-c"],
  script: `. "$START_FILE"; ${env}`,
};
const sh: Shell = {
  program: "sh",
  language: "shell",
  args: ["-c"],
  script: `. "$START_FILE"; ${env}`,
};
const fish: Shell = {
  program: "fish",
  language: "fish",
  args: ["--no-config", "-c"],
  script: `source "$START_FILE"; ${env}`,
};
/** Loads the file as people load a `.env`. */
const exportingBash: Shell = {
  ...bash,
  language: "exportingShell",
  script: `set -a; . "$START_FILE"; set +a; ${env}`,
};

/** What the shell says while it loads the file, and the key that a program gets from it. */
function run({ program, args, script }: Shell, bytes: Buffer) {
  const folder = temporaryFolder();
  const file = join(folder, "start");
  writeFileSync(file, bytes);
  const { stdout, stderr, error } = spawnSync(program, [...args, script], {
    cwd: folder,
    encoding: "latin1",
    env: { PATH: process.env.PATH, HOME: folder, START_FILE: file, LC_ALL: "C.UTF-8" },
  });
  if (error) throw error;
  const [said, variables = ""] = stdout.split("\u0001");
  const [, exported] = /(?:^|\0)OPENAI_API_KEY=([^\0]*)/.exec(variables) ?? [];
  return { exported, said, stderr: stderr.replaceAll(folder, "~").replace(/line \d+/g, "line") };
}

function requireShell({ program }: Shell, { skip }: TestContext): void {
  const isThere = spawnSync(program, ["-c", ":"]).error === undefined;
  const reason = `there is no ${program} on this machine`;
  if (!isThere) console.log(`skipped: ${reason}`);
  skip(!isThere, reason);
}

const find = (text: string, language: StartFileLanguage) =>
  assignmentsIn(text, language).filter(({ name }) => name === "OPENAI_API_KEY");
const fixed = (text: string, language: StartFileLanguage) =>
  commentOutAssignments(text, language, find(text, language), "reason");

/** Forms that all shells of this kind take. */
const forms: readonly (readonly [string, string])[] = [
  ["a line", `${set}\n`],
  ["without a last line break", set],
  ["quotes", `export OPENAI_API_KEY="${key}" # mine\n`],
  ["single quotes", `export OPENAI_API_KEY='${key}'\n`],
  ["quotes inside the word", `export OPENAI_API_KEY=sk-"proj"-'sentinel'0123\n`],
  ["indented", `\t  ${set}\n`],
  ["Windows line breaks", `a=1\r\n${set}\r\necho on\r\n`],
  ["first set, then exported", `OPENAI_API_KEY=${key}\nexport OPENAI_API_KEY\n`],
  ["exported, then set", `export OPENAI_API_KEY\nOPENAI_API_KEY=${key}\n`],
  ["exported, then set on the same line", `OPENAI_API_KEY=${key}; export OPENAI_API_KEY\n`],
  ["set -a", `set -a\nOPENAI_API_KEY=${key}\nset +a\n`],
  ["set -o allexport", `set -o allexport\nOPENAI_API_KEY=${key}\nset +o allexport\n`],
  ["several on a line", `export A=1 OPENAI_API_KEY=${key} B=2\n`],
  ["several commands on a line", `A=1; ${set}; echo on\n`],
  ["after &&", `true && ${set}\n`],
  ["after ||", `false || ${set}\n`],
  ["a test in front", `[ -n "x" ] && ${set}\n`],
  ["a line that goes on", `export \\\n  OPENAI_API_KEY=${key}\necho on\n`],
  ["a value that goes on", `export OPENAI_API_KEY=sk-proj-\\\nsentinel0123\necho on\n`],
  ["a list that goes on", `true && \\\n  ${set}\necho on\n`],
  ["a value of two lines", `export OPENAI_API_KEY="${key}\nmore"\necho on\n`],
  ["if", `if true; then\n  ${set}\nfi\necho on\n`],
  ["if on one line", `if true; then ${set}; fi\n`],
  ["else", `if false; then\n  echo no\nelse\n  ${set}\nfi\n`],
  ["a function that is called", `f() {\n  ${set}\n}\nf\n`],
  ["braces", `{\n  ${set}\n}\n`],
  ["a loop", `for a in 1 2; do\n  ${set}\ndone\n`],
  ["a case", `case "$HOME" in\n  *)\n    ${set}\n    ;;\nesac\n`],
  ["below a here-document", `cat <<EOF\n${set}x\nEOF\n${set}\n`],
  ["beside a here-document", `cat <<EOF; ${set}\ntext\nEOF\n`],
  ["with a here-document of its own", `${set} <<EOF\ntext\nEOF\necho on\n`],
  ["with its output thrown away", `${set} >/dev/null 2>&1\necho on\n`],
  ["twice", `${set}\n${set}\necho on\n`],
  ["a value from a command", `export OPENAI_API_KEY="$(echo ${key})"\n`],
  ["a value from a variable", `K=${key}\nexport OPENAI_API_KEY="$K"\n`],
  ["a value from a variable with a default", `export OPENAI_API_KEY="\${NONE:-${key}}"\n`],
  ["put back after it was unset", `unset OPENAI_API_KEY\n${set}\n`],
  ["the builtin by name", `builtin ${set}\n`],
  ["a comment with an apostrophe above", `# don't\n${set}\n`],
  ["other letters", `# clé, ключ, 密钥\nexport OPENAI_API_KEY=${key} # é\n`],
];

/** Texts that look as if they did. */
const misses: readonly (readonly [string, string])[] = [
  ["a comment", `# ${set}\n`],
  ["a here-document", `cat >/dev/null <<EOF\n${set}\nEOF\n`],
  ["a here-document with tabs", `cat >/dev/null <<-EOF\n\t${set}\n\tEOF\n`],
  ["a quoted text", `echo '${set}' >/dev/null\n`],
  ["a text of several lines", `x="\n${set}\n"\n`],
  ["what is unset again", `${set}\nunset OPENAI_API_KEY\n`],
  ["a subshell", `(${set})\n`],
  ["a substitution", `x=$(${set})\n`],
  ["one command's own", `OPENAI_API_KEY=${key} true\n`],
  ["no export", `OPENAI_API_KEY=${key}\n`],
  ["another name", `export MY_OPENAI_API_KEY=${key}\n`],
  ["nothing", "export OPENAI_API_KEY=\n"],
];

/** What only running them would tell; the doctor then says that it did not find out where the key is set. */
const untold: readonly (readonly [string, string])[] = [
  ["eval", `eval '${set}'\n`],
  ["a default for itself", `: "\${OPENAI_API_KEY:=${key}}"\nexport OPENAI_API_KEY\n`],
  ["the lines of a file", `echo 'OPENAI_API_KEY=${key}' > k\nexport $(cat k)\n`],
];

const bashForms: readonly (readonly [string, string])[] = [
  ["declare -x", `declare -x OPENAI_API_KEY=${key}\n`],
  ["typeset -x", `typeset -x OPENAI_API_KEY=${key}\n`],
  ["$'…'", `export OPENAI_API_KEY=$'${key}'\n`],
  ["+=", `export OPENAI_API_KEY+=${key}\n`],
  ["function without parentheses", `function f {\n  ${set}\n}\nf\n`],
  ["arithmetic in front", `((1)) && ${set}\necho on\n`],
  ["[[ in front", `[[ 1 == 1 ]] && ${set}\n`],
  ["a here-string", `cat <<< 'x' >/dev/null\n${set}\n`],
  ["export with an option", `export -- OPENAI_API_KEY=${key}\n`],
];
const zshForms: readonly (readonly [string, string])[] = [
  ["typeset -gx", `typeset -gx OPENAI_API_KEY=${key}\n`],
  ["export in a function", `function f() {\n  export OPENAI_API_KEY=${key}\n}\nf\n`],
  ["[[ in front", `[[ 1 == 1 ]] && ${set}\n`],
];
/** What exports the key only because `set -a` is on. */
const exportingForms: readonly (readonly [string, string])[] = [
  ["a plain assignment", `OPENAI_API_KEY=${key}\necho on\n`],
  ["a plain assignment in if", `if [ -z "$CI" ]; then\n  OPENAI_API_KEY=${key}\nfi\necho on\n`],
  ["a plain assignment that goes on", `true && \\\n  OPENAI_API_KEY=${key}\necho on\n`],
  ["a plain assignment in front of more", `OPENAI_API_KEY=${key}; export EDITOR=vim\n`],
];

const fishForms: readonly (readonly [string, string])[] = [
  ["set -gx", `set -gx OPENAI_API_KEY ${key}\n`],
  ["set -x", `set -x OPENAI_API_KEY "${key}"\n`],
  ["Windows line breaks", `set a 1\r\nset -gx OPENAI_API_KEY ${key}\r\necho on\r\n`],
  ["options apart", `set -g -x OPENAI_API_KEY '${key}' # mine\n`],
  ["long options", `set --global --export OPENAI_API_KEY ${key}\n`],
  ["export", `export OPENAI_API_KEY=${key}\n`],
  ["export in quotes", `export OPENAI_API_KEY="${key}"\n`],
  ["several on a line", `set -gx A 1; set -gx OPENAI_API_KEY ${key}; echo on\n`],
  ["several exports", `export A=1 OPENAI_API_KEY=${key}\n`],
  ["a line that goes on", `set -gx \\\n  OPENAI_API_KEY \\\n  ${key}\necho on\n`],
  ["if", `if true\n    set -gx OPENAI_API_KEY ${key}\nend\necho on\n`],
  ["if on one line", `if true; set -gx OPENAI_API_KEY ${key}; end\n`],
  ["else", `if false\n    echo no\nelse\n    set -gx OPENAI_API_KEY ${key}\nend\n`],
  ["a function", `function f\n    set -gx OPENAI_API_KEY ${key}\nend\nf\n`],
  ["begin", `begin\n    set -gx OPENAI_API_KEY ${key}\nend\n`],
  ["and", `true\nand set -gx OPENAI_API_KEY ${key}\necho on\n`],
  ["; and", `true; and set -gx OPENAI_API_KEY ${key}\n`],
  ["&&", `true && set -gx OPENAI_API_KEY ${key}\n`],
  ["&& that goes on", `true &&\n  set -gx OPENAI_API_KEY ${key}\necho on\n`],
  ["or", `false; or set -gx OPENAI_API_KEY ${key}\n`],
  ["a switch", `switch x\n    case '*'\n        set -gx OPENAI_API_KEY ${key}\nend\n`],
  ["a loop", `for a in 1\n    set -gx OPENAI_API_KEY ${key}\nend\n`],
  ["a value from a command", `set -gx OPENAI_API_KEY (echo ${key})\n`],
  ["a value from a command, with $", `set -gx OPENAI_API_KEY $(echo ${key})\n`],
  ["a value from a variable", `set K ${key}\nset -gx OPENAI_API_KEY $K\n`],
  ["a value of two lines", `set -gx OPENAI_API_KEY "${key}\nmore"\necho on\n`],
  [
    "first set, then exported",
    `set -g OPENAI_API_KEY ${key}\nset -gx OPENAI_API_KEY $OPENAI_API_KEY\n`,
  ],
  ["put back after it was erased", `set -e OPENAI_API_KEY\nset -gx OPENAI_API_KEY ${key}\n`],
  ["a comment with a quote above", `# don't\nset -gx OPENAI_API_KEY ${key}\n`],
  ["other letters", `# clé, 密钥\nset -gx OPENAI_API_KEY ${key}\n`],
];
const fishMisses: readonly (readonly [string, string])[] = [
  ["a comment", `# set -gx OPENAI_API_KEY ${key}\n`],
  ["a text of several lines", `echo "\nset -gx OPENAI_API_KEY ${key}\n" >/dev/null\n`],
  ["no export", `set -g OPENAI_API_KEY ${key}\n`],
  ["what is erased again", `set -gx OPENAI_API_KEY ${key}\nset -e OPENAI_API_KEY\n`],
  ["another name", `set -gx OPENAI_API_KEYS ${key}\n`],
];

/** Found where the real shell exports it, and gone after the fix, which the shell takes without a word. */
function holds(shell: Shell, text: string, encoding: "utf8" | "latin1" = "utf8"): void {
  const bytes = Buffer.from(text, encoding);
  const before = run(shell, bytes);
  expect(before.exported).toContain("sentinel");
  expect(find(text, shell.language)).not.toEqual([]);
  const result = fixed(text, shell.language);
  const alone = find(text, shell.language).filter(({ standsAlone }) => standsAlone);
  expect(result === text).toBe(alone.length === 0);
  if (alone.length < find(text, shell.language).length) return;
  const after = run(shell, Buffer.from(result, encoding));
  expect(after.exported ?? "").toBe("");
  expect(after.stderr).toBe(before.stderr);
  expect(after.said).toBe(before.said);
}

describe.each([
  { shell: bash, found: [...forms, ...bashForms], missed: misses },
  { shell: zsh, found: [...forms, ...zshForms], missed: misses },
  { shell: sh, found: forms.filter(([what]) => what !== "the builtin by name"), missed: misses },
  {
    shell: exportingBash,
    found: [...forms, ...bashForms, ...exportingForms],
    missed: misses.filter(([what]) => what !== "no export"),
  },
  { shell: fish, found: fishForms, missed: fishMisses },
])("in $shell.program, $shell.language", ({ shell, found, missed }) => {
  it.for(found)("a key is found and its fix holds: %s", ([, text], context) => {
    requireShell(shell, context);
    holds(shell, text);
  });

  it.for(missed)("no key is found in %s", ([, text], context) => {
    requireShell(shell, context);
    expect(run(shell, Buffer.from(text)).exported ?? "").toBe("");
    expect(find(text, shell.language)).toEqual([]);
  });

  it.for(shell === fish ? [] : untold)("a key may come unseen from %s", ([, text], context) => {
    requireShell(shell, context);
    expect(run(shell, Buffer.from(text)).exported).toContain("sentinel");
    expect(find(text, shell.language)).toEqual([]);
  });

  it("bytes that are no UTF-8 stay as they are", (context) => {
    requireShell(shell, context);
    const line = shell === fish ? `set -gx OPENAI_API_KEY ${key}` : set;
    holds(shell, `# caf\xe9 \xff\n${line}\necho on # \xe9\n`, "latin1");
  });
});
