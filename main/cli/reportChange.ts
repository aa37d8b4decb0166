import type { ChangeReport } from "../../app/change/change.ts";
import { reportCheck } from "./show.ts";
import type { OutputOptions, Terminal } from "./terminal.ts";

/** The sentences for a change that was made and for one that was not needed. */
export interface ChangeWords {
  readonly changed: string;
  readonly unchanged: string;
}

/** Says what a change did, where its backup is, and what Codex thinks of the result. */
export async function reportChange(
  terminal: Terminal,
  report: ChangeReport,
  words: ChangeWords,
  { json }: OutputOptions,
): Promise<void> {
  const { application, t, data, message } = terminal;
  await application.settled();
  const { backupId, activeBefore, activeAfter } = report;
  if (json) {
    const { codexCheck } = application.getState();
    data(
      JSON.stringify(
        {
          changed: backupId !== undefined,
          backupId: backupId ?? null,
          activeBefore: activeBefore ?? null,
          activeAfter: activeAfter ?? null,
          codex: codexCheck,
        },
        null,
        2,
      ),
    );
    return;
  }
  if (backupId === undefined) return message(words.unchanged);
  const isRejected = application.getState().codexCheck.status === "rejected";
  // Good news about a file that Codex refuses would be none.
  if (isRejected) reportCheck(terminal);
  else message(words.changed);
  message(t("cli.backup", { id: backupId }));
  if (isRejected) return;
  if (activeAfter !== activeBefore) message(t("cli.restart"));
  reportCheck(terminal);
}
