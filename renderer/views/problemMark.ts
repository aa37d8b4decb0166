import { describeFailure } from "../../app/i18n/describeFailure.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { AppState } from "../../app/state.ts";

/** The line (1-based) that makes the file unusable, and why: as the program reads it, else as Codex does. */
export function problemMark(
  { configProblem, codexCheck }: Pick<AppState, "configProblem" | "codexCheck">,
  t: Translate,
): { readonly line: number; readonly words: string } | undefined {
  const line = Number(configProblem?.detail.line);
  if (configProblem && line > 0) return { line, words: describeFailure(t, configProblem).what };
  if (codexCheck.status !== "rejected" || codexCheck.line === undefined) return undefined;
  return { line: codexCheck.line, words: codexCheck.message };
}
