import type { CodexCheck } from "../codex/codexProgram.ts";
import type { Translate } from "./i18n.ts";

/** Why Codex gave no answer to go by, in words. What it said itself stays as it said it. */
export function describeCodexFailure(
  { reason, message }: Extract<CodexCheck, { status: "failed" }>,
  t: Translate,
): string {
  return reason === "said" ? message : t(`codexFailed.${reason}`, { message });
}
