/**
 * What a process of Codex is there for: the desktop app, a session in a terminal, a single task (`codex exec`), the
 * server behind an editor, one behind another program, or the one Codex keeps behind its terminal sessions.
 */
export type CodexProcessKind = "desktop" | "terminal" | "task" | "editor" | "server" | "daemon";

/** A process of Codex as the views show it: nothing of its arguments or environment. */
export interface CodexProcessView {
  readonly pid: number;
  readonly kind: CodexProcessKind;
  /** The program that uses it, such as an editor, where that is known. */
  readonly host: string | undefined;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The provider that was active when it started, where that has changed since: its chats may still use it. */
  readonly stillUses: StaleProvider | undefined;
}

/** The provider that open chats may still use. */
export interface StaleProvider {
  /** Undefined: Codex's own. The same id as the active one where only its address or key has changed. */
  readonly providerId: string | undefined;
}

/** A process of Codex. */
export interface CodexProcess {
  readonly pid: number;
  readonly kind: CodexProcessKind;
  /** The program that uses it, such as an editor, where that is known. */
  readonly host: string | undefined;
  readonly startedAt: Date;
  /** When the chat was begun that was last written to in it; undefined where that is not known beyond doubt. */
  readonly chatBegunAt: Date | undefined;
}

/** What runs of Codex with one home. Arguments and environments, which may hold secrets, stay inside. */
export interface CodexProcesses {
  /**
   * Those that can hold a chat and read this home, or may read it where the system does not tell. Oldest first. Empty
   * where the system tells nothing; never throws.
   */
  list(home: string): Promise<readonly CodexProcess[]>;
  /** Whether a process that was listed still runs, by its id and its start: another may have got its id. */
  isRunning(process: Pick<CodexProcess, "pid" | "startedAt">): Promise<boolean>;
  /** When a chat of a home was last written to, within the last so many milliseconds. */
  lastTurn(home: string, withinMs: number): Promise<Date | undefined>;
  /**
   * Asks the desktop app to quit, as its own menu would, or ends it.
   *
   * @returns how to start it again; undefined when it has gone already
   */
  quitDesktop(desktop: CodexProcess, how: "politely" | "byForce"): Promise<StartAgain | undefined>;
  /** Asks the user for the desktop app they use; undefined when they cancel. */
  chooseDesktop(): Promise<string | undefined>;
}

/** Starts a program as it was started before. @throws AppError `CODEX_NOT_STARTED` */
export type StartAgain = () => Promise<void>;

/** What runs of Codex, as a view may know it. */
export interface CodexProcessReport {
  readonly processes: readonly CodexProcessView[];
  /** When a chat was last written to, where that was a moment ago, so that a turn may be running; ISO 8601, UTC. */
  readonly lastTurnAt: string | undefined;
}

/** How a restart of the desktop app ended, or what has to be asked first. */
export type RestartOutcome =
  | { readonly status: "restarted" | "notRunning" }
  /** A chat was written to a moment ago: a turn that runs would be cut off. */
  | { readonly status: "working"; readonly lastTurnAt: string }
  /** It was asked to quit and still runs. */
  | { readonly status: "stillRunning" };
