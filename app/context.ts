import type { Block } from "./config/block.ts";
import type { Ports } from "./ports.ts";
import type { AppState } from "./state.ts";

/** What a command works with. Holds the blocks, with their tokens, that wait for the user's yes. */
export interface CommandContext {
  readonly ports: Ports;
  getState(): AppState;
  /** Publishes a new state. */
  setState(change: Partial<AppState>): void;
  readonly stagedBlocks: Map<string, Block>;
  /** Our own last write of this run: its backup, and what the file was right after it. */
  lastWrite: { readonly backupId: string; readonly revision: string } | undefined;
  /** Asks Codex about the file in the background. */
  checkByCodex(): void;
}
