import { type Shortcut, shortcuts } from "../app/shortcuts.ts";
import { isMac } from "./platform.ts";

const names = Object.keys(shortcuts) as Shortcut[];

/** The keys of a shortcut as they are written on this computer: "Ctrl+K", "⌘K". */
export function keysOf(shortcut: Shortcut): string {
  const key = shortcut === "zoomIn" ? "+" : shortcuts[shortcut].toUpperCase().replace("-", "−");
  return isMac ? `⌘${key}` : `Ctrl+${key}`;
}

/** The same for assistive technology, as `aria-keyshortcuts` wants it. */
export function ariaKeysOf(shortcut: Shortcut): string {
  return `${isMac ? "Meta" : "Control"}+${shortcuts[shortcut].toUpperCase()}`;
}

/** Which shortcut was pressed. A plus needs Shift on some keyboards; nothing else may have more modifiers. */
export function shortcutOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): Shortcut | undefined {
  const hasModifier = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!hasModifier || event.altKey) return undefined;
  if (event.key === "+") return "zoomIn";
  if (event.shiftKey) return undefined;
  return names.find((name) => shortcuts[name] === event.key.toLowerCase());
}
