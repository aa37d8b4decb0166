import type { CommandContext } from "./context.ts";

/** How long a key may lie on the clipboard, in ms. */
const CLIPBOARD_MS = 60_000;

/** Puts a text with a key on the clipboard, and takes it off after a minute unless something else was copied. */
export async function copySecret({ ports }: CommandContext, text: string): Promise<void> {
  const { clipboard, clock, log } = ports;
  await clipboard.write(text);
  clock.after(CLIPBOARD_MS, () => {
    void forget().catch((error) => log.error("the clipboard could not be cleared", error));
  });

  async function forget(): Promise<void> {
    if (sameText(await clipboard.read(), text)) await clipboard.write("");
  }
}

/** Some clipboards turn line breaks into those of the system. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll("\r\n", "\n") === other.replaceAll("\r\n", "\n");
}
