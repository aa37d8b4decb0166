/** The user's own Codex. */
export interface CodexProgram {
  /** Asks Codex whether it accepts the home's config; takes 5 seconds at most and never throws. */
  check(home: string): Promise<CodexCheckResult>;
  /** Asks the user for the program to check with; undefined when they cancel. */
  choose(): Promise<string | undefined>;
}

/** What the user's Codex said about the config file. Line and column are 1-based. */
export type CodexCheckResult =
  | {
      readonly status: "accepted";
      readonly version: string;
      readonly effectiveProviderId: string | undefined;
    }
  | {
      readonly status: "rejected";
      readonly message: string;
      readonly line: number | undefined;
      readonly column: number | undefined;
    }
  | { readonly status: "notFound" }
  | {
      readonly status: "failed";
      readonly reason: CodexFailure;
      /** What Codex or the system said; an exit code or a word for programmers; empty where nothing was said. */
      readonly message: string;
    };

/** Why Codex gave no answer to go by; `said`: its own words are all there is. */
export type CodexFailure = "timedOut" | "endless" | "notStarted" | "unexpected" | "said";

/** The check by Codex as the views show it. */
export type CodexCheck = CodexCheckResult | { readonly status: "unchecked" | "checking" };
