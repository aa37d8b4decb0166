import { create } from "zustand";
import type { Change } from "../app/change/change.ts";
import type { StagedBlock } from "../app/change/stagedBlock.ts";
import type { View } from "../app/views.ts";
import { dismissNotice } from "./notices.ts";
import { noteOpener } from "./opener.ts";

/** The dialog that is open: a block to import, or another change to look at before it is made. */
export type OpenDialog =
  | {
      readonly kind: "import";
      readonly block: StagedBlock;
      /** Whether the block comes from the account, not from the user's own hands. */
      readonly isFromAccount: boolean;
      /** Whether the user is on the way to using it. */
      readonly isSwitch: boolean;
    }
  | { readonly kind: "switcher"; readonly providerId: string }
  | {
      readonly kind: "change";
      readonly change: Exclude<Change, { kind: "importBlock" }>;
      /** The file changed after the user asked for the change, which is why they see it first. */
      readonly isStale: boolean;
      /** The moment of the backup to restore, in words. */
      readonly when?: string;
      /** The finding to fix, in words; undefined: all that can be fixed without a question. */
      readonly finding?: { readonly title: string; readonly fix: string };
    }
  | { readonly kind: "usage"; readonly balanceId: string }
  /** What runs of Codex, and the restart of its desktop app. */
  | { readonly kind: "restart" };

/** The ways to sign in that a window offers. */
export type SignInKind = "browser" | "clipboardToken";

/** The place of config.toml that was asked for last, lines being 1-based; another object for each time. */
export type ConfigTarget = { readonly line: number } | { readonly providerId: string };

interface Flow {
  readonly view: View;
  readonly dialog: OpenDialog | undefined;
  readonly isPaletteOpen: boolean;
  readonly configTarget: ConfigTarget | undefined;
  /** The finding that was asked for last, by its key; another object for each time. */
  readonly findingTarget: { readonly key: string } | undefined;
  /** How many commands the user waits for. */
  readonly pending: number;
  /** The way in which this window last began to sign in. */
  readonly signInWay: SignInKind;
}

/** Where the user is in the window; nothing of it outlives the window. */
export const useFlow = create<Flow>(() => ({
  view: "balances",
  dialog: undefined,
  isPaletteOpen: false,
  configTarget: undefined,
  findingTarget: undefined,
  pending: 0,
  signInWay: "browser",
}));

/** Goes to a place of the window. */
export function showView(view: View): void {
  useFlow.setState({ view, configTarget: undefined, findingTarget: undefined });
}

/** Shows a place of config.toml. */
export function showInConfig(configTarget: ConfigTarget): void {
  useFlow.setState({ view: "config", configTarget });
}

/** Shows a finding of the doctor. */
export function showFinding(key: string): void {
  useFlow.setState({ view: "health", findingTarget: { key } });
}

/** Opens a dialog in place of any other; a notice about what was before goes. */
export function openDialog(dialog: OpenDialog): void {
  dismissNotice();
  noteOpener();
  useFlow.setState({ dialog, isPaletteOpen: false });
}

/** Opens the palette. */
export function openPalette(): void {
  noteOpener();
  useFlow.setState({ isPaletteOpen: true });
}

/** Closes the dialog that is open. */
export function closeDialog(): void {
  useFlow.setState({ dialog: undefined });
}
