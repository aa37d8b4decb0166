import type { CommandContext } from "../context.ts";
import type { Backup } from "../homes/homeFiles.ts";

/** The backups of the config file, newest first, with those other tools left. */
export function listBackups(context: CommandContext): Promise<readonly Backup[]> {
  return context.ports.homeFiles.listBackups();
}
