import { join } from "node:path";
import { styleText } from "node:util";
import { withVisibleTricksInLines } from "../../app/config/visibleText.ts";
import { type FindingView, findingIds } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import { loadWords } from "../../app/i18n/loadWords.ts";
import { createTerminalTranslations } from "../../app/i18n/terminalTranslations.ts";
import type { AppState } from "../../app/state.ts";
import { backupFolder } from "../adapters/home/backupPlace.ts";
import { findingsTable, type Paint } from "./findingsTable.ts";
import { reportCheck } from "./show.ts";
import { exitCodes, type OutputOptions, type Terminal } from "./terminal.ts";

/** What `doctor` takes. */
export interface DoctorOptions extends OutputOptions {
  /** The id of a finding, or `all`. */
  readonly fix?: string;
}

/**
 * `doctor`: what keeps Codex from working, or will; with `--fix`, mends it, and with `--preview` only shows how. Exits
 * with 3 while there are errors; what `--preview` shows is none of its own.
 */
export async function doctor(terminal: Terminal, options: DoctorOptions): Promise<void> {
  const { application, t, message } = terminal;
  const isKnown = options.fix === undefined || options.fix === "all" || isFindingId(options.fix);
  if (!isKnown) {
    message(t("cli.doctor.unknownFinding", { ids: findingIds.join(", ") }));
    process.exitCode = exitCodes.wrongUsage;
    return;
  }
  if (options.preview && options.fix === undefined) {
    message(t("cli.doctor.previewOfWhat"));
    process.exitCode = exitCodes.wrongUsage;
    return;
  }
  await application.execute("reload", { askCodex: true });
  await Promise.all([application.settled(), application.execute("resumeSession", {})]);
  if ((await terminal.run("diagnose", {})) === undefined && process.exitCode) return;
  await application.settled();
  const translations = createTerminalTranslations(terminal.language);
  await loadWords(translations, "doctor");
  const doctorWords = translations.t;
  const fixed =
    options.fix === undefined ? undefined : await fix(terminal, doctorWords, options.fix, options);
  if (fixed !== "ended") report(terminal, doctorWords, options, fixed);
}

function isFindingId(text: string): boolean {
  return findingIds.some((id) => id === text);
}

interface Fixed {
  readonly changed: boolean;
  readonly backupId: string | null;
  readonly otherFiles: number;
}

/** What stands outside the home is shown before it is changed, and changed only when it is named. */
async function fix(
  terminal: Terminal,
  words: Translate,
  wanted: string,
  options: DoctorOptions,
): Promise<Fixed | "ended"> {
  const { application, t, run, data, message } = terminal;
  const { health, home } = application.getState();
  const fixable = health.findings.filter((finding) => finding.fix);
  const chosen = fixable.filter(({ id, fix: ways }) =>
    wanted === "all" ? ways?.isSafe : id === wanted,
  );
  if (chosen.length === 0) {
    if (options.json && options.preview)
      data(JSON.stringify({ fixes: [], preview: null }, null, 2));
    else if (!options.json)
      message(
        wanted === "all" && fixable.length > 0
          ? t("cli.doctor.onlyByName", { commands: commandsFor(fixable).join("\n") })
          : t("cli.doctor.nothingToFix"),
      );
    return options.preview ? "ended" : { changed: false, backupId: null, otherFiles: 0 };
  }
  const keys = wanted === "all" ? ("all" as const) : chosen.map(({ key }) => key);
  const change = { kind: "fix", findings: keys } as const;
  const preview = await run("preview", { change });
  if (!preview) return "ended";
  if (options.preview && options.json) {
    const fixes = chosen.map((finding) => rowOf(finding, words));
    data(JSON.stringify({ fixes, preview }, null, 2));
  } else if (!options.json) {
    for (const finding of chosen)
      message(withVisibleTricksInLines(`${finding.id}: ${findingWords(words, finding).fix}`));
    await terminal.preview(change, {});
  }
  if (options.preview) return "ended";
  const done = await run("change", { change, expected: preview.expected });
  if (!done) return "ended";
  await application.settled();
  const { backupId, otherFiles } = done;
  if (!options.json) {
    if (backupId !== undefined) message(t("cli.backup", { id: backupId }));
    const folder = join(backupFolder(home), "files");
    // Where only the permissions have changed there is no content to go back to.
    for (const { path: file, hunks } of preview.files)
      if (hunks.length > 0) message(t("cli.doctor.otherFile", { file, folder }));
  }
  return { changed: true, backupId: backupId ?? null, otherFiles };
}

/** How to have each of the findings fixed. */
function commandsFor(findings: readonly FindingView[]): string[] {
  return [...new Set(findings.map(({ id }) => `photonmark-codex doctor --fix ${id}`))];
}

function report(
  terminal: Terminal,
  t: Translate,
  { json }: DoctorOptions,
  fixed: Fixed | undefined,
): void {
  const { application, data, message, fail } = terminal;
  const state = application.getState();
  const { findings, lookedAt } = state.health;
  const hidden = hiddenProblem(state);
  if (json) {
    const rows = findings.map((finding) => rowOf(finding, t));
    const answer = {
      ...(fixed && { fixed }),
      findings: rows,
      problem: hidden ?? null,
      configPath: state.configPath || null,
      configExists: state.configExists,
      codex: state.codexCheck,
      lookedAt: lookedAt ?? null,
    };
    data(JSON.stringify(answer, null, 2));
  } else if (findings.length > 0) {
    const { isTTY, columns } = process.stdout;
    const paint = paintFor(isTTY, process.env);
    data(findingsTable(findings, t, paint, isTTY ? columns : undefined));
    const safe = findings.filter((finding) => finding.fix?.isSafe).map(({ id }) => id);
    const ids = [...new Set(safe)].join(", ");
    if (safe.length > 0) message(t("cli.doctor.fixHint", { count: safe.length, ids }));
  } else if (!hidden) {
    data(t("cli.doctor.none"));
    reportCheck(terminal);
  }
  const { configPath: path, configExists } = state;
  if (!json && path !== "" && !configExists) message(t("cli.fileMissing", { path }));
  if (hidden) fail(hidden);
  if (hidden || findings.some(({ severity }) => severity === "error"))
    process.exitCode = exitCodes.foundErrors;
}

/** A file that cannot be read at all leaves nothing to diagnose. */
function hiddenProblem({ configProblem, health }: AppState): AppState["configProblem"] {
  return health.findings.length === 0 ? configProblem : undefined;
}

function rowOf(finding: FindingView, t: Translate) {
  const { title, why, fix: how } = findingWords(t, finding);
  const { id, key, severity, place, fix: ways } = finding;
  return {
    id,
    key,
    severity,
    place: place ?? null,
    title,
    why,
    fix: ways ? { ...ways, how } : null,
  };
}

/** Whoever sets `FORCE_COLOR` gets colours in a pipe as well, and whoever sets `NO_COLOR` none. */
function paintFor(isTerminal: boolean, env: NodeJS.ProcessEnv): Paint {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  const hasColours =
    FORCE_COLOR === undefined
      ? isTerminal && !NO_COLOR && TERM !== "dumb"
      : !/^(?:0|false)$/.test(FORCE_COLOR);
  return hasColours
    ? (format, text) => styleText(format, text, { validateStream: false })
    : (_format, text) => text;
}
