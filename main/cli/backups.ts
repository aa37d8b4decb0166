import { reportChange } from "./reportChange.ts";
import type { OutputOptions, Terminal } from "./terminal.ts";

/** `backups`: newest first. */
export async function listBackups(
  { t, run, data, message }: Terminal,
  { json }: OutputOptions,
): Promise<void> {
  const backups = await run("listBackups", {});
  if (!backups) return;
  if (json) data(JSON.stringify({ backups }, null, 2));
  else if (backups.length === 0) message(t("cli.noBackups"));
  else
    for (const { id, reason, createdAt, size } of backups)
      data(`${id}  ${reason}  ${createdAt}  ${size} B`);
}

/** `restore`: puts the exact bytes of a backup back. */
export async function restore(
  terminal: Terminal,
  given: string,
  options: OutputOptions,
): Promise<void> {
  // People copy the name of the file.
  const backupId = given.replace(/\.toml$/, "");
  const { t, run } = terminal;
  const change = { kind: "restoreBackup", backupId } as const;
  if (options.preview) return terminal.preview(change, options);
  const report = await run("change", { change });
  if (!report) return;
  const words = {
    changed: t("cli.restored", { id: backupId }),
    unchanged: t("cli.alreadyRestored", { id: backupId }),
  };
  await reportChange(terminal, report, words, options);
}
