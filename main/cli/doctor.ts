import { styleText } from "node:util";
import { type FindingView, findingIds } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import type { AppState } from "../../app/state.ts";
import type { Translate } from "../../app/words/i18n.ts";
import { loadDoctorWords } from "../../app/words/loadDoctorWords.ts";
import { createTerminalTranslations } from "../../app/words/terminalTranslations.ts";
import { findingsTable, type Paint } from "./findingsTable.ts";
import { reportCheck } from "./show.ts";
import { exitCodes, type OutputOptions, type Terminal } from "./terminal.ts";

/** What `doctor` takes. */
export interface DoctorOptions extends OutputOptions {
  /** The id of a finding, or `all`. */
  readonly fix?: string;
}

/** `doctor`: what keeps Codex from working, or will; with `--fix`, mends it. Exits with 3 while there are errors. */
export async function doctor(terminal: Terminal, options: DoctorOptions): Promise<void> {
  const { application, t, message } = terminal;
  const isKnown = options.fix === undefined || options.fix === "all" || isFindingId(options.fix);
  if (!isKnown) {
    message(t("cli.doctor.unknownFinding", { ids: findingIds.join(", ") }));
    process.exitCode = exitCodes.wrongUsage;
    return;
  }
  await application.execute("reload", { askCodex: true });
  await Promise.all([application.settled(), application.execute("resumeSession", {})]);
  if ((await terminal.run("diagnose", {})) === undefined && process.exitCode) return;
  await application.settled();
  const fixed = options.fix === undefined ? undefined : await fix(terminal, options.fix, options);
  if (fixed === "failed") return;
  const translations = createTerminalTranslations(terminal.language);
  await loadDoctorWords(translations);
  report(terminal, translations.t, options, fixed);
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
  wanted: string,
  options: DoctorOptions,
): Promise<Fixed | "failed"> {
  const { application, t, run, message } = terminal;
  const { findings } = application.getState().health;
  const keys = findings
    .filter(
      (finding) => finding.fix && (wanted === "all" ? finding.fix.isSafe : finding.id === wanted),
    )
    .map(({ key }) => key);
  if (keys.length === 0) {
    if (!options.json) message(t("cli.doctor.nothingToFix"));
    return { changed: false, backupId: null, otherFiles: 0 };
  }
  const chosen = wanted === "all" ? ("all" as const) : keys;
  const preview = await run("preview", { change: { kind: "fix", findings: chosen } });
  if (!preview) return "failed";
  if (!options.json) await terminal.preview({ kind: "fix", findings: chosen }, {});
  const done = await run("fix", { findings: chosen, expected: preview.expected });
  if (!done) return "failed";
  await application.settled();
  const { backupId, otherFiles } = done;
  if (!options.json) {
    if (backupId !== undefined) message(t("cli.backup", { id: backupId }));
    if (otherFiles > 0) message(t("cli.doctor.otherFiles", { count: otherFiles }));
  }
  return { changed: true, backupId: backupId ?? null, otherFiles };
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
    const safe = findings.filter((finding) => finding.fix?.isSafe).length;
    if (safe > 0) message(t("cli.doctor.fixHint", { count: safe }));
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
