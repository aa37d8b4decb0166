import { activeStatements } from "../config/providers.ts";
import { redactToml } from "../config/redact.ts";
import { positionOf, scan } from "../config/scan.ts";
import type { CommandContext } from "../context.ts";
import type { MaskedConfig } from "../contract.ts";
import { textOf } from "../plan.ts";

/** The config file as it may be shown: with every secret masked. @throws AppError `CONFIG_NOT_UTF8` */
export async function readConfig(context: CommandContext): Promise<MaskedConfig> {
  const snapshot = await context.ports.homeFiles.read();
  const text = textOf(snapshot);
  const active = activeStatements(scan(text))[0];
  return {
    text: redactToml(text),
    revision: snapshot.revision,
    activeLine: active && positionOf(text, active.start).line,
  };
}
