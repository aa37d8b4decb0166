import { providerBlock } from "../change/providerBlock.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { copySecret } from "../copySecret.ts";

/**
 * Puts a balance's block, with its key, on the clipboard for a minute.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`
 */
export async function copyBlock(
  context: CommandContext,
  { providerId }: Input<"copyBlock">,
): Promise<undefined> {
  await copySecret(context, await providerBlock(context, providerId));
}
