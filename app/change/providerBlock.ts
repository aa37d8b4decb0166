import { ACTIVE_KEY, readProviders } from "../config/providers.ts";
import { ProviderTables } from "../config/providerTable.ts";
import { scan } from "../config/scan.ts";
import { encodeString } from "../config/value.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import { textOf } from "../homes/homeFiles.ts";

/** A provider's block, with its key: the account's, else what config.toml has. @throws AppError `PROVIDER_NOT_FOUND` */
export async function providerBlock(
  { account, ports }: CommandContext,
  providerId: string,
): Promise<string> {
  const ofAccount = account.blocks.find((block) => block.providerId === providerId);
  if (ofAccount) return ofAccount.toml;
  const scanned = scan(textOf(await ports.homeFiles.read()));
  const provider = readProviders(scanned).get(providerId);
  if (!provider) throw new AppError("PROVIDER_NOT_FOUND", { providerId });
  const everything = { isMisplaced: () => false, isUnfilled: () => false };
  const table = new ProviderTables(scanned, everything).textOf(provider);
  return `${ACTIVE_KEY} = ${encodeString(providerId)}\n\n${table}`;
}
