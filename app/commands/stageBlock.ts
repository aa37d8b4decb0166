import { readAccountBlock } from "../account/compareBlocks.ts";
import type { StagedBlock } from "../change/stagedBlock.ts";
import { type Block, readBlock } from "../config/block.ts";
import { readProviders, samePath } from "../config/providers.ts";
import { redactAddress, redactText } from "../config/redact.ts";
import { type Scan, scan } from "../config/scan.ts";
import { withVisibleTricks } from "../config/visibleText.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import type { BlockSource } from "../desktopPorts.ts";
import { AppError } from "../errors.ts";
import { credentialNote } from "../provider/credentialNote.ts";
import { serviceOf } from "../provider/providerView.ts";

/** Blocks that wait for a yes are few; older ones are forgotten together with their tokens. */
const MAX_STAGED = 4;

/** Reads a block from where the user has it and keeps it, with its token, inside the main process. @throws AppError */
export async function stageBlock(
  context: CommandContext,
  { source }: Input<"stageBlock">,
): Promise<StagedBlock | undefined> {
  const block = await blockFrom(context, source);
  if (!block) return undefined;
  // A file that is not text keeps nobody from bringing a block; that it has to be put right first is told after that.
  const { text = "" } = await context.ports.homeFiles.read();
  const config = scan(text);
  const importId = remember(context.stagedBlocks, block);
  const known = readProviders(config);
  return {
    importId,
    format: block.format,
    activeId: block.activeId,
    leftOut: block.leftOut.map((name) => redactText(withVisibleTricks(name))),
    providers: block.providers.map(({ id, name, baseUrl, tableText }) => ({
      id,
      name: redactText(name),
      baseUrl: redactAddress(baseUrl),
      service: serviceOf(id),
      isKnown: known.has(id),
      credentialNote: credentialNote(id, tableText),
    })),
    suggestions: block.suggestions.map(({ key, valueText }) => ({
      key,
      value: redactText(valueText),
      current: currentValue(config, key),
    })),
  };
}

async function blockFrom(
  context: CommandContext,
  source: Input<"stageBlock">["source"],
): Promise<Block | undefined> {
  if (source.kind === "account") {
    const { providerId } = source;
    const block = context.account.blocks.find((known) => known.providerId === providerId);
    if (!block) throw new AppError("BLOCK_NOT_IN_ACCOUNT", { providerId });
    return readAccountBlock(block);
  }
  if (source.kind === "dashboard") {
    const found = context.dashboardBlocks.get(source.providerId);
    if (!found) throw new AppError("IMPORT_EXPIRED");
    return found.block;
  }
  const bytes = await bytesFrom(context.ports.blockSource, source);
  return bytes && readBlock(bytes);
}

function bytesFrom(
  blockSource: BlockSource,
  source: Exclude<Input<"stageBlock">["source"], { kind: "account" | "dashboard" }>,
): Promise<Uint8Array | undefined> {
  switch (source.kind) {
    case "clipboard":
      return blockSource.fromClipboard();
    case "dialog":
      return blockSource.fromDialog();
    case "path":
      return blockSource.fromPath(source.path);
    case "bytes":
      return Promise.resolve(source.bytes);
  }
}

let lastImport = 0;

function remember(staged: Map<string, Block>, block: Block): string {
  lastImport += 1;
  const importId = `import-${lastImport}`;
  staged.set(importId, block);
  for (const oldest of staged.keys()) {
    if (staged.size <= MAX_STAGED) break;
    staged.delete(oldest);
  }
  return importId;
}

function currentValue(config: Scan, key: string): string | undefined {
  for (const statement of config.statements) {
    if (statement.kind === "header") return undefined;
    if (statement.kind !== "keyValue" || !samePath(statement.entry.path, [key])) continue;
    const { start, end } = statement.entry.value;
    return redactText(config.text.slice(start, end));
  }
  return undefined;
}
