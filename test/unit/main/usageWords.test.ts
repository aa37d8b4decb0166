import { Command } from "commander";
import { expect, test } from "vitest";
import { createTerminalTranslations } from "../../../app/i18n/terminalTranslations.ts";
import { mistakeWords, titleWords } from "../../../main/cli/usageWords.ts";

/** What the real commander writes for some arguments, put into words. */
function said(args: string[], language: "en" | "zh-CN" = "en"): string {
  const { t } = createTerminalTranslations(language);
  let text = "";
  const program = new Command("program")
    .option("--home <dir>")
    .configureHelp({ styleTitle: (title) => titleWords(title, t) })
    .configureOutput({
      writeErr: (part) => {
        text += part;
      },
      writeOut: (part) => {
        text += part;
      },
      outputError: (english, write) => write(mistakeWords(english, t)),
    })
    .exitOverride();
  for (const name of ["status", "list", "login", "logout"]) program.command(name);
  program.command("use").argument("<provider-id>").option("--preview");
  try {
    program.parse(args, { from: "user" });
  } catch {
    // It throws what it has written.
  }
  return text;
}

const help = "All commands and options: photonmark-codex --help\n";

test.each([
  [["bogus"], `There is no command “bogus”.\n${help}`],
  [["stauts"], `There is no command “stauts”.\nDid you mean status?\n${help}`],
  [
    ["use", "x", "--previev"],
    `There is no option “--previev” here.\nDid you mean --preview?\n${help}`,
  ],
  [["use"], `<provider-id> is missing.\n${help}`],
  [["--home"], `“--home <dir>” needs a value.\n${help}`],
  [["use", "a", "b"], `Too many arguments.\n${help}`],
])("wrong usage %j takes a line or two, and only a close name is offered", (args, words) => {
  expect(said(args)).toBe(words);
});

test("mistakes and the titles of the help are told in Chinese as well", () => {
  expect(said(["bogus"], "zh-CN")).toContain("没有“bogus”这个命令。");
  const shown = said(["--help"], "zh-CN");
  for (const title of ["用法：", "选项：", "命令："]) expect(shown).toContain(title);
  expect(shown).not.toMatch(/Usage:|Options:|Commands:/);
});
