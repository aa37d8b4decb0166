#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { languages, resolveLanguage } from "../app/i18n/languages.ts";
import type cliWords from "../app/i18n/locales/en/cli.json";
import { createTerminalTranslations } from "../app/i18n/terminalTranslations.ts";
import { login, logout, showBalances } from "./cli/account.ts";
import { listBackups, restore } from "./cli/backups.ts";
import { importFile } from "./cli/importFile.ts";
import { listProviders, showStatus } from "./cli/show.ts";
import {
  createTerminal,
  exitCodes,
  type GlobalOptions,
  type OutputOptions,
} from "./cli/terminal.ts";
import { mistakeWords, titleWords } from "./cli/usageWords.ts";
import { use } from "./cli/use.ts";

const systemLocale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "en";

/** The language has to be known before the help texts are built, so it is looked for by hand. */
function chosenLanguage(args: readonly string[]) {
  const index = args.findLastIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const option = args[index]?.split("=")[1] ?? args[index + 1];
  const choice = index < 0 ? undefined : languages.find((language) => language === option);
  return resolveLanguage(choice ?? "system", systemLocale);
}

const language = chosenLanguage(process.argv);
const { t } = createTerminalTranslations(language);
const words = (command: keyof typeof cliWords.cli.commands) => t(`cli.commands.${command}`);
const json = () => new Option("--json", t("cli.options.json"));
const isPreview = () => new Option("--preview", t("cli.options.preview"));

/** An empty value is a shell variable that was not set; the user's real home must not stand in for it. */
function notEmpty(value: string): string {
  if (value === "") throw new InvalidArgumentError(t("cli.emptyOption"));
  return value;
}

const program = new Command("photonmark-codex")
  .description(t("cli.description"))
  .version(__APP_VERSION__, "-V, --version", t("cli.usage.showVersion"))
  .helpOption("-h, --help", t("cli.usage.showHelp"))
  .helpCommand("help [command]", t("cli.usage.showHelp"))
  .option("--home <dir>", t("cli.options.home"), notEmpty)
  .option("--dashboard <url>", t("cli.options.dashboard"), notEmpty)
  .addOption(new Option("--lang <language>", t("cli.options.lang")).choices(languages))
  .configureHelp({ styleTitle: (title) => titleWords(title, t) })
  .configureOutput({ outputError: (english, write) => write(mistakeWords(english, t)) })
  .exitOverride();

const terminal = (options: OutputOptions) =>
  createTerminal({ ...program.opts<GlobalOptions>(), ...options }, t, language);

program
  .command("status")
  .description(words("status"))
  .addOption(json())
  .action((options) => showStatus(terminal(options), options));
program
  .command("list")
  .description(words("list"))
  .addOption(json())
  .action((options) => listProviders(terminal(options), options));
program
  .command("import")
  .argument("<file>")
  .description(words("import"))
  .option("--activate", t("cli.options.activate"))
  .addOption(isPreview())
  .addOption(json())
  .action((file: string, options) => importFile(terminal(options), file, options));
program
  .command("use")
  .argument("<provider-id>")
  .description(words("use"))
  .addOption(isPreview())
  .addOption(json())
  .action((providerId: string, options) => use(terminal(options), providerId, options));
program
  .command("backups")
  .description(words("backups"))
  .addOption(json())
  .action((options) => listBackups(terminal(options), options));
program
  .command("restore")
  .argument("<backup-id>")
  .description(words("restore"))
  .addOption(isPreview())
  .addOption(json())
  .action((backupId: string, options) => restore(terminal(options), backupId, options));

program
  .command("login")
  .description(words("login"))
  .option("--device", t("cli.options.device"))
  .action((options) => login(terminal(options), options));
program
  .command("logout")
  .description(words("logout"))
  .action((options) => logout(terminal(options)));
program
  .command("balances")
  .description(words("balances"))
  .addOption(json())
  .action((options) => showBalances(terminal(options), options));

program
  .command("check")
  .argument("[provider-id]")
  .description(words("check"))
  .addOption(json())
  .action(async (providerId: string | undefined, options) => {
    const { check } = await import("./cli/check.ts");
    await check(terminal(options), providerId, options);
  });

program
  .command("diagnostics")
  .argument("<file>")
  .description(words("diagnostics"))
  .action(async (file: string, options) => {
    const { diagnostics } = await import("./cli/diagnostics.ts");
    await diagnostics(terminal(options), file);
  });

program
  .command("doctor")
  .description(words("doctor"))
  .addOption(json())
  .option("--fix <finding>", t("cli.options.fix"), notEmpty)
  .addOption(new Option("--preview", t("cli.options.previewFix")))
  .action(async (options) => {
    const { doctor } = await import("./cli/doctor.ts");
    await doctor(terminal(options), options);
  });

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
});
