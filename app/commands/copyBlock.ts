import { ACTIVE_KEY, readProviders } from "../config/providers.ts";
import { ProviderTables } from "../config/providerTable.ts";
import { scan } from "../config/scan.ts";
import { encodeString } from "../config/value.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError } from "../errors.ts";
import { textOf } from "../plan.ts";

/** How long a key may lie on the clipboard, in ms. */
const CLIPBOARD_MS = 60_000;

/**
 * Puts a balance's block, with its key, on the clipboard, and takes it off after a minute unless something else was
 * copied meanwhile. The block is the account's, else what config.toml has.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`
 */
export async function copyBlock(
  context: CommandContext,
  { providerId }: Input<"copyBlock">,
): Promise<undefined> {
  const { clipboard, clock, log } = context.ports;
  const block = await blockOf(context, providerId);
  await clipboard.write(block);
  clock.after(CLIPBOARD_MS, () => {
    void forget(block).catch((error) => log.error("the clipboard could not be cleared", error));
  });

  async function forget(copied: string): Promise<void> {
    if (sameText(await clipboard.read(), copied)) await clipboard.write("");
  }
}

async function blockOf({ account, ports }: CommandContext, providerId: string): Promise<string> {
  const ofAccount = account.blocks.find((block) => block.providerId === providerId);
  if (ofAccount) return ofAccount.toml;
  const scanned = scan(textOf(await ports.homeFiles.read()));
  const provider = readProviders(scanned).get(providerId);
  if (!provider) throw new AppError("PROVIDER_NOT_FOUND", { providerId });
  const everything = { isMisplaced: () => false, isUnfilled: () => false };
  const table = new ProviderTables(scanned, everything).textOf(provider);
  return `${ACTIVE_KEY} = ${encodeString(providerId)}\n\n${table}`;
}

/** Some clipboards turn line breaks into those of the system. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}
