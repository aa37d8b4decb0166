import { activeStatements, readProviders } from "../config/providers.ts";
import { redactToml } from "../config/redact.ts";
import { positionOf, type Scan, scan } from "../config/scan.ts";
import { withVisibleTricks } from "../config/visibleText.ts";
import type { CommandContext } from "../context.ts";
import type { MaskedConfig, OutlineEntry } from "../contract.ts";
import { textOf } from "../homes/homeFiles.ts";

/** The config file as it may be shown: with every secret masked. @throws AppError `CONFIG_NOT_UTF8` */
export async function readConfig(context: CommandContext): Promise<MaskedConfig> {
  const snapshot = await context.ports.homeFiles.read();
  const text = textOf(snapshot);
  const scanned = scan(text);
  const active = activeStatements(scanned)[0];
  return {
    text: redactToml(text),
    revision: snapshot.revision,
    activeLine: active && positionOf(text, active.start).line,
    outline: outlineOf(scanned),
  };
}

/** Providers begin with their header, or with the first line that says something about them. */
function outlineOf(scanned: Scan): OutlineEntry[] {
  const starts = [...readProviders(scanned).values()].flatMap(({ id, headers, statements }) => {
    const first = [...headers, ...statements].map(({ start }) => start);
    return first.length === 0
      ? []
      : [{ providerId: withVisibleTricks(id), start: Math.min(...first) }];
  });
  return starts
    .sort((a, b) => a.start - b.start)
    .map(({ providerId, start }) => ({ providerId, line: positionOf(scanned.text, start).line }));
}
