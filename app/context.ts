import type { KnownBalances } from "./account/balances.ts";
import type { AccountBlock } from "./account/dashboard.ts";
import type { StartAgain } from "./codex/codexProcesses.ts";
import type { SwitchMemory } from "./codex/switchMemory.ts";
import type { Block } from "./config/block.ts";
import type { SurroundingFacts } from "./doctor/facts.ts";
import type { Ports } from "./ports.ts";
import type { AppState, FoundBlock, UndoView } from "./state.ts";

/** Our own last write of this run: its backup, and the revision of the file right after it. */
interface LastWrite extends Omit<UndoView, "isImmediate"> {
  readonly revision: string;
  /** What takes back what was done to other files, oldest first. */
  readonly others: readonly string[];
}

/** What is known of the account and must not be in the state: its blocks hold tokens. */
export interface AccountMemory {
  known: KnownBalances | undefined;
  blocks: readonly AccountBlock[];
  /** Ids of providers whose block has changed since it was put into the config file. */
  outdated: ReadonlySet<string>;
  /** The refresh under way, which everybody who asks meanwhile shares. */
  refreshing: Promise<undefined> | undefined;
}

/** A block that was found in the dashboard window, with its token. */
export interface DashboardBlock {
  readonly block: Block;
  readonly from: FoundBlock["from"];
}

/** What the doctor has seen; it may hold texts of the user's files. */
export interface DoctorMemory {
  /** Whether anybody has asked for a diagnosis. */
  isOn: boolean;
  /** Undefined: nobody has looked. */
  surroundings: SurroundingFacts | undefined;
}

/** What a command works with. Holds the blocks, with their tokens, that wait for the user's yes. */
export interface CommandContext {
  readonly ports: Ports;
  getState(): AppState;
  /** Publishes a new state. */
  setState(change: Partial<AppState>): void;
  readonly stagedBlocks: Map<string, Block>;
  /** What was found in the dashboard window, by the id of the provider it is for. */
  readonly dashboardBlocks: Map<string, DashboardBlock>;
  lastWrite: LastWrite | undefined;
  readonly account: AccountMemory;
  readonly switchMemory: SwitchMemory;
  /** Starts the desktop app of Codex that was asked to quit and had not done so. */
  startDesktopAgain: StartAgain | undefined;
  /** The baseline for which a backup was last looked for, as JSON. */
  repairable: string | undefined;
  /** Takes a copied key off the clipboard, where one may be on it still. */
  forgetCopied: (() => Promise<void>) | undefined;
  /** When this program last repaired the file by itself, in milliseconds since 1970. */
  repairedAt: number | undefined;
  readonly doctor: DoctorMemory;
  /** Asks Codex about the file in the background. */
  checkByCodex(): void;
  /** Diagnoses in the background what has changed, if anybody has asked for a diagnosis before. */
  diagnoseSoon(): void;
}
