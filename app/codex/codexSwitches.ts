import type { CommandContext } from "../context.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import { isSameUse, providerInUse } from "./switchMemory.ts";

/** So many backups are looked at for older switches. */
const MAX_BACKUPS = 20;

/** Notices when the file, whoever wrote it, now makes Codex use something else. */
export function noteSwitch(context: CommandContext, { text, revision }: ConfigSnapshot): void {
  const { switchMemory, ports } = context;
  if (text === undefined || revision === switchMemory.revision) return;
  const now = providerInUse(text);
  const before = switchMemory.current;
  Object.assign(switchMemory, { current: now, revision });
  if (!before || isSameUse(before, now)) return;
  const at = ports.clock.now();
  switchMemory.switches.push({ at: at.getTime(), before });
  switchMemory.dismissed.clear();
  context.setState({ switchedAt: at.toISOString() });
}

/** Learns of switches from before this run: each backup of ours is the file as it was until a write. */
export async function learnOlderSwitches(context: CommandContext): Promise<void> {
  const { switchMemory, ports } = context;
  if (switchMemory.hasOlder) return;
  switchMemory.hasOlder = true;
  try {
    const backups = (await ports.homeFiles.listBackups()).filter(
      ({ reason }) => reason !== "foreign",
    );
    for (const { id, createdAt } of backups.slice(0, MAX_BACKUPS)) {
      const { text } = await ports.homeFiles.readBackup(id);
      if (text === undefined) continue;
      switchMemory.switches.push({ at: Date.parse(createdAt), before: providerInUse(text) });
    }
    switchMemory.switches.sort((a, b) => a.at - b.at);
  } catch (error) {
    // A backup that cannot be read takes a piece of the past with it, nothing more.
    ports.log.error("the backups could not be searched for switches", error);
  }
}
