import { readBlock } from "../config/block.ts";
import { edit } from "../config/edit.ts";
import { readProviders } from "../config/providers.ts";
import { scan } from "../config/scan.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import type { AccountBlock } from "./dashboard.ts";

/** Notices which of the account's blocks differ from what the config file has under their id. */
export function compareBlocks(context: CommandContext, { text }: ConfigSnapshot): void {
  if (text === undefined) return;
  const providers = readProviders(scan(text));
  const known = context.account.blocks.filter(({ providerId }) => providers.has(providerId));
  const outdated = known.filter((block) => !isUpToDate(text, block));
  context.account.outdated = new Set(outdated.map(({ providerId }) => providerId));
}

function isUpToDate(text: string, block: AccountBlock): boolean {
  try {
    const table = readAccountBlock(block).providers.find(({ id }) => id === block.providerId);
    if (!table) return true;
    const { id: providerId, tableText } = table;
    return edit(text, [{ kind: "upsertProvider", providerId, tableText }]) === text;
  } catch (error) {
    // A block or a file that cannot be read is no news of a newer token.
    if (error instanceof AppError) return true;
    throw error;
  }
}

/** Reads a block of the account as any other block. @throws AppError as `readBlock` does */
export function readAccountBlock({ toml }: AccountBlock): ReturnType<typeof readBlock> {
  return readBlock(new TextEncoder().encode(toml));
}
