import { realpathSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CodexCheckResult, CodexFailure } from "../../../app/codex/codexProgram.ts";
import { CONFIG_NAME } from "../home/configFile.ts";
import type { ProgramResult } from "./runProgram.ts";

const acceptedAnswer = z.object({ appServerVersion: z.string() });

const rejectedAnswer = z.object({
  error: z.object({
    data: z.object({
      reason: z.literal("configLoad"),
      filePath: z.string().nullish(),
      line: z.number().int().positive().nullish(),
      column: z.number().int().positive().nullish(),
      detail: z.string(),
    }),
  }),
});

const doctorReport = z.object({
  checks: z.object({
    "config.load": z.object({ details: z.object({ "model provider": z.string() }) }),
  }),
});

/**
 * Reads what `codex app-server --print-startup-config` answered: exit code 0 and its version, or 1 and what is
 * wrong, with a 1-based position that is null where no single place is wrong (measured with Codex 0.169.0).
 */
export function readStartupAnswer(
  result: ProgramResult,
  home: string,
): Exclude<CodexCheckResult, { status: "notFound" }> {
  if (result.kind !== "ended") return withoutEnd(result);
  const answer = parseJson(result.stdout);
  const accepted = acceptedAnswer.safeParse(answer);
  if (result.exitCode === 0 && accepted.success) {
    const version = accepted.data.appServerVersion;
    return { status: "accepted", version, effectiveProviderId: undefined };
  }
  const rejected = rejectedAnswer.safeParse(answer);
  if (result.exitCode === 0 || !rejected.success) return lastWords(result);
  const { filePath, line, column, detail } = rejected.data.error.data;
  // A position in another file than the user's, such as an administrator's, would only mislead.
  const isOurs = filePath != null && configPaths(home).includes(filePath);
  const position = `${filePath}:${line}:${column}: `;
  return {
    status: "rejected",
    // Whole: a token that is cut in two is not found by those who mask it.
    message: isOurs && detail.startsWith(position) ? detail.slice(position.length) : detail,
    line: isOurs ? (line ?? undefined) : undefined,
    column: isOurs ? (column ?? undefined) : undefined,
  };
}

/** Reads the version from what `codex --version` answered, `codex-cli 0.169.0`. */
export function readVersion(result: ProgramResult): string | undefined {
  if (result.kind !== "ended" || result.exitCode !== 0) return undefined;
  return /\d+\.\d+\.\d+\S*/.exec(result.stdout)?.[0];
}

/** Reads the provider Codex would use from what `codex doctor --json` answered, whatever else that found. */
export function readEffectiveProvider(result: ProgramResult): string | undefined {
  if (result.kind !== "ended") return undefined;
  const report = doctorReport.safeParse(parseJson(result.stdout));
  return report.data?.checks["config.load"].details["model provider"];
}

type Failed = Extract<CodexCheckResult, { status: "failed" }>;

/** Says that Codex gave no answer to go by, and what was said instead. */
export function failed(reason: CodexFailure, message: string): Failed {
  return { status: "failed", reason, message };
}

function withoutEnd(result: Exclude<ProgramResult, { kind: "ended" }>): Failed {
  switch (result.kind) {
    case "timedOut":
      return failed("timedOut", "");
    case "tooMuchOutput":
      return failed("endless", "");
    case "notStarted":
      return failed("notStarted", result.reason);
  }
}

/** Codex warns on standard error about much that is of no account here. */
function lastWords({ exitCode, stderr }: Extract<ProgramResult, { kind: "ended" }>): Failed {
  const line = stderr.split("\n").find((text) => text.trim() !== "" && !/^\s*warning/i.test(text));
  return line === undefined ? failed("unexpected", `${exitCode}`) : failed("said", line.trim());
}

/** Codex names the file by its home as given, or with the home's links followed. */
function configPaths(home: string): string[] {
  const paths = [join(home, CONFIG_NAME)];
  try {
    paths.push(join(realpathSync.native(home), CONFIG_NAME));
  } catch {
    // The home is gone; what Codex said is all there is.
  }
  return paths;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
