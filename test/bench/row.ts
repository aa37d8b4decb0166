/** What a row measured. Without a reference the budget is absolute. */
export interface Measurement {
  readonly ours: number;
  readonly reference?: number;
  /** What else is worth knowing, a few words. */
  readonly note?: string;
}

/** Bound of a row: of ours ÷ reference, of reference ÷ ours ("faster"), or of ours itself. */
export type Budget =
  | { readonly ratioAtMost: number }
  | { readonly timesFaster: number }
  | { readonly atMost: number };

/** A row's answer when the part of the product that it measures does not exist yet. */
export interface NotBuilt {
  readonly notBuilt: string;
}

/** One line of the benchmark. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  readonly unit: "ms" | "MiB" | "% CPU" | "MB";
  readonly budget: Budget;
  measure(context: BenchContext): Promise<Measurement | NotBuilt>;
}

/** What rows share. Everything that is expensive is made on first use. */
export interface BenchContext {
  readonly quick: boolean;
  /** Executable of the packaged app; undefined when there is none. */
  readonly app: string | undefined;
  /** Built command line program; undefined when there is none. */
  readonly cli: string | undefined;
  /** Bundles a TypeScript file with everything it imports and loads it as Node runs it. */
  loadBuilt(file: string): Promise<Record<string, unknown>>;
  desktop(): Promise<BenchDesktop>;
}

/** A desktop with the bare app laid out on it. */
export interface BenchDesktop {
  /** The packaged app and the bare app, by the names the rows use. */
  start(which: Contender): Promise<Run>;
  /** Milliseconds of `performance.now()` at which the run's window showed content. */
  openWindow(run: Run): Promise<OpenedWindow>;
  closeWindow(window: number): Promise<void>;
}

/** Which program. */
export type Contender = "ours" | "bare";

/** A running program that has its tray item. */
export interface Run {
  readonly pid: number;
  /** From starting the process to its tray item on the bus, in milliseconds. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** A window opened from the tray. */
export interface OpenedWindow {
  readonly window: number;
  /** From the tray click to a window with content, in milliseconds. */
  readonly paintedMs: number;
}
