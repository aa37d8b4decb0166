import type { LucideIcon } from "lucide-react";
import type { Shortcut } from "../../app/shortcuts.ts";

/** One thing the palette can do. */
export interface PaletteCommand {
  readonly id: string;
  readonly group: "balances" | "actions" | "go" | "settings" | "details";
  readonly label: string;
  /** What tells it from others of its kind. */
  readonly hint?: string;
  /** Found by these words as well. */
  readonly keywords?: string;
  readonly icon: LucideIcon;
  readonly shortcut?: Shortcut;
  readonly run: () => void;
}

/**
 * The commands that fit what was typed: every word of it must be found. What begins with it comes first, then what
 * has a word that begins with it, then the rest, each in the order given.
 */
export function matchCommands(
  commands: readonly PaletteCommand[],
  typed: string,
): readonly PaletteCommand[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = wanted;
  if (first === undefined) return commands;
  return commands
    .map((command) => ({ command, rank: rankOf(command, wanted, first) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

const NO_MATCH = 3;

function rankOf(command: PaletteCommand, wanted: readonly string[], first: string): number {
  const label = command.label.toLowerCase();
  const all = `${label} ${command.hint ?? ""} ${command.keywords ?? ""}`.toLowerCase();
  if (!wanted.every((word) => all.includes(word))) return NO_MATCH;
  if (label.startsWith(first)) return 0;
  return label.split(/\s+/).some((word) => word.startsWith(first)) ? 1 : 2;
}
