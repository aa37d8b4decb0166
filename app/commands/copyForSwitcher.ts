import { providerBlock } from "../change/providerBlock.ts";
import { blockParts } from "../config/blockParts.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { copySecret } from "../copySecret.ts";
import { AppError } from "../errors.ts";

/**
 * Puts what the form of another program asks for on the clipboard: of a provider in config.toml, one part at a time.
 * The key is only ever copied by itself, and for a minute.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`, `PROVIDER_WITHOUT_KEY`
 */
export async function copyForSwitcher(
  context: CommandContext,
  { providerId, part }: Input<"copyForSwitcher">,
): Promise<undefined> {
  const parts = blockParts(await providerBlock(context, providerId), providerId);
  if (!parts) throw new AppError("PROVIDER_NOT_FOUND", { providerId });
  if (part === "key") {
    if (parts.key === undefined) throw new AppError("PROVIDER_WITHOUT_KEY", { providerId });
    await copySecret(context, parts.key);
    return;
  }
  await context.ports.clipboard.write(part === "id" ? providerId : parts[part]);
}
