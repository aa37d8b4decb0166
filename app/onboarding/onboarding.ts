import type { StagedBlock } from "../change/stagedBlock.ts";
import type { Failure } from "../errors.ts";

/** The steps of setting Codex up, in order. */
export const onboardingSteps = [
  /** What is there, and how to begin. */
  "start",
  /** What was found, and which of it Codex is to use. */
  "choose",
  /** What is wrong with the present file; passed over where nothing is. */
  "repair",
  /** What will change, line by line. */
  "review",
  /** Which programs still use what was read before. */
  "restart",
  /** Whether the service answers. */
  "check",
] as const;

/** One of {@link onboardingSteps}. */
export type OnboardingStep = (typeof onboardingSteps)[number];

/** Where the provider comes from; `block` was pasted, opened or dropped, `file` is in config.toml already. */
export const onboardingWays = ["account", "block", "dashboard", "file"] as const;

/** One of {@link onboardingWays}. */
export type OnboardingWay = (typeof onboardingWays)[number];

/** What is kept on disk: no block, because that would be a token. */
export interface OnboardingRecord {
  /** `open`: the window shows it; `left`: put off by the user, who can come back to it. */
  readonly status: "open" | "left" | "done";
  readonly step: OnboardingStep;
  readonly way: OnboardingWay | undefined;
  /** Which provider Codex is to use. */
  readonly providerId: string | undefined;
}

/** Keeps how far setting up has come between runs. */
export interface OnboardingStore {
  read(): OnboardingRecord;
  /** @throws AppError when it cannot be kept */
  write(record: OnboardingRecord): void;
}

/** How far setting up has come, as the views show it. */
export interface OnboardingView extends OnboardingRecord {
  /** The block that waits for a yes; it lives as long as the program. */
  readonly block: StagedBlock | undefined;
  /** Why what the user brought last was not taken. */
  readonly problem: Failure | undefined;
  /** Whether a block was brought before the program ended, so that it has to be brought again. */
  readonly hasLostBlock: boolean;
}

/** What a view may do about it. */
export type OnboardingMove =
  /** Shows it, where it was left; from the start once it was finished. */
  | { readonly kind: "open" }
  /** With the provider that is chosen there, if one is. */
  | {
      readonly kind: "goTo";
      readonly step: OnboardingStep;
      readonly providerId?: string | undefined;
    }
  | { readonly kind: "begin"; readonly way: OnboardingWay }
  | { readonly kind: "leave" }
  | { readonly kind: "finish" };

/** Reads what was kept as untrusted; nothing kept means that this is the first run. */
export function parseOnboarding(stored: unknown): OnboardingRecord {
  const given: Readonly<Record<string, unknown>> = { ...Object(stored) };
  const { providerId } = given;
  const statuses = ["open", "left", "done"] as const;
  return {
    status: statuses.find((status) => status === given.status) ?? "open",
    step: onboardingSteps.find((step) => step === given.step) ?? "start",
    way: onboardingWays.find((way) => way === given.way),
    providerId: typeof providerId === "string" && providerId.length <= 256 ? providerId : undefined,
  };
}

/** What is kept on disk of it. */
export function recordOf({ status, step, way, providerId }: OnboardingView): OnboardingRecord {
  return { status, step, way, providerId };
}

/** Takes up what was kept. Blocks were not, so whoever had brought one begins again and is told why. */
export function resumeOnboarding(record: OnboardingRecord): OnboardingView {
  const { step, way } = record;
  const neededBlock = step === "choose" || step === "repair" || step === "review";
  const hasLostBlock = neededBlock && (way === "block" || way === "dashboard");
  return {
    ...record,
    ...(hasLostBlock && { step: "start", way: undefined, providerId: undefined }),
    block: undefined,
    problem: undefined,
    hasLostBlock,
  };
}

const nothingChosen = {
  way: undefined,
  providerId: undefined,
  block: undefined,
  problem: undefined,
  hasLostBlock: false,
} as const;

/** Carries out a move. Whether a step is possible is another question, see `onboardingStep`. */
export function moveOnboarding(before: OnboardingView, move: OnboardingMove): OnboardingView {
  switch (move.kind) {
    case "open":
      return before.status === "done"
        ? { ...nothingChosen, status: "open", step: "start" }
        : { ...before, status: "open" };
    case "goTo": {
      const { step, providerId = before.providerId } = move;
      // From there on the block is in config.toml.
      const isDone = step === "restart" || step === "check";
      const block = isDone ? undefined : before.block;
      return { ...before, step, providerId, block, problem: undefined, hasLostBlock: false };
    }
    case "begin":
      return { ...before, ...nothingChosen, step: "choose", way: move.way };
    case "leave":
      return { ...before, status: "left" };
    case "finish":
      // The block is in config.toml now, or was given up; either way its token is no longer needed.
      return { ...nothingChosen, status: "done", step: "start" };
  }
}

/**
 * Takes in a block. One that was pasted, opened or dropped is shown first; one that was picked from a list has
 * been seen.
 */
export function takeBlock(
  before: OnboardingView,
  block: StagedBlock,
  source: { readonly kind: string; readonly providerId?: string },
): OnboardingView {
  const isPicked = source.kind === "account" || source.kind === "dashboard";
  const [only, ...others] = block.providers;
  // A file with several providers may leave open which of them is meant.
  const clearId = block.activeId ?? (others.length === 0 ? only?.id : undefined);
  return {
    ...before,
    ...nothingChosen,
    block,
    way: source.kind === "account" || source.kind === "dashboard" ? source.kind : "block",
    providerId: source.providerId ?? clearId,
    step: isPicked ? "repair" : "choose",
  };
}
