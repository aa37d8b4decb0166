import type { CommandContext } from "./context.ts";

/** How long a key may lie on the clipboard, in ms. */
const CLIPBOARD_MS = 60_000;

/**
 * Puts a text with a key on the clipboard, and takes it off after a minute, or when the program ends before, unless
 * something else was copied.
 */
export async function copySecret(context: CommandContext, text: string): Promise<void> {
  const { clipboard, clock, log } = context.ports;
  await clipboard.write(text);
  const forget = async (): Promise<void> => {
    // A key that was copied later has its own minute.
    if (context.forgetCopied !== forget) return;
    context.forgetCopied = undefined;
    try {
      if (sameText(await clipboard.read(), text)) await clipboard.write("");
    } catch (error) {
      log.error("the clipboard could not be cleared", error);
    }
  };
  context.forgetCopied = forget;
  clock.after(CLIPBOARD_MS, () => void forget());
}

/** Some clipboards turn line breaks into those of the system. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}
