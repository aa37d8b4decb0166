import type { Block } from "./config/block.ts";
import type { Ports } from "./ports.ts";
import type { AppState, UndoView } from "./state.ts";

/** Our own last write of this run: its backup, and the revision of the file right after it. */
interface LastWrite extends Omit<UndoView, "isImmediate"> {
  readonly revision: string;
}

/** What a command works with. Holds the blocks, with their tokens, that wait for the user's yes. */
export interface CommandContext {
  readonly ports: Ports;
  getState(): AppState;
  /** Publishes a new state. */
  setState(change: Partial<AppState>): void;
  readonly stagedBlocks: Map<string, Block>;
  lastWrite: LastWrite | undefined;
  /** Asks Codex about the file in the background. */
  checkByCodex(): void;
}
