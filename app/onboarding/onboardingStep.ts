import { canServe } from "../account/balances.ts";
import type { StagedBlock } from "../change/stagedBlock.ts";
import type { FindingId, FindingView } from "../doctor/finding.ts";
import type { Service } from "../provider/providerView.ts";
import {
  type AppState,
  activeProvider,
  hasProblem,
  isActiveMissing,
  openFindings,
} from "../state.ts";
import { type OnboardingStep, onboardingSteps } from "./onboarding.ts";

/** A provider that Codex could be told to use. */
export interface Candidate {
  readonly providerId: string;
  readonly name: string;
  readonly service: Service;
  /** Masked; undefined where it is not known before the block is read. */
  readonly baseUrl: string | undefined;
  /** Whether config.toml has it already. */
  readonly isKnown: boolean;
}

/** What the user can choose from, on the way they took. */
export function candidatesOf(state: AppState): readonly Candidate[] {
  const { onboarding, providers, balances, dashboard } = state;
  const isKnown = (providerId: string) => providers.some(({ id }) => id === providerId);
  switch (onboarding.way) {
    case undefined:
      return [];
    case "block":
      return (onboarding.block?.providers ?? []).map(({ id, ...rest }) => ({
        ...rest,
        providerId: id,
      }));
    case "account":
      return balances.items.map(({ providerId, name, service }) => ({
        providerId,
        name,
        service,
        baseUrl: undefined,
        isKnown: isKnown(providerId),
      }));
    case "dashboard":
      return dashboard.found.map(({ providerId, name, service }) => ({
        providerId,
        name,
        service,
        baseUrl: undefined,
        isKnown: isKnown(providerId),
      }));
    case "file":
      return providers.map(({ id, name, service, baseUrl }) => ({
        providerId: id,
        name,
        service,
        baseUrl,
        isKnown: true,
      }));
  }
}

/** Which candidate is meant: the one the user chose, else the one they most likely want. */
export function chosenCandidate(state: AppState): Candidate | undefined {
  const { way, providerId } = state.onboarding;
  const candidates = candidatesOf(state);
  const chosen = candidates.find((candidate) => candidate.providerId === providerId);
  if (chosen) return chosen;
  if (way === "account") {
    // They come with the one in use first, whether it is of use or not.
    const useful = state.balances.items.find(canServe)?.providerId;
    return candidates.find((candidate) => candidate.providerId === useful) ?? candidates[0];
  }
  if (way === "file") {
    const active = candidates.find((candidate) => candidate.providerId === state.activeProviderId);
    return active ?? candidates[0];
  }
  // Of several blocks nobody knows which one is meant.
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** What choosing a provider settles, or concerns only the one in use now. */
const settledByChoice: ReadonlySet<FindingId> = new Set<FindingId>([
  "missing-provider",
  "not-photonmark",
  "not-logged-in",
  "balance-empty",
  "balance-expired",
]);

/** What the doctor has against the file that choosing a provider does not settle. The worst first. */
export function faultsOf(state: AppState): readonly FindingView[] {
  return openFindings(state).filter(({ id }) => !settledByChoice.has(id));
}

/** Whether something keeps Codex from using the file as it is. */
export function hasFault(state: AppState): boolean {
  const hasError = faultsOf(state).some(({ severity }) => severity === "error");
  return hasProblem(state) || isActiveMissing(state) || hasError;
}

/** The step to show: the one the user is at, or the last one before it that is still true. */
export function onboardingStep(state: AppState): OnboardingStep {
  const { step } = state.onboarding;
  // A file with nothing wrong leaves nothing to repair.
  if (step === "repair" && !hasFault(state) && isPossible("review", state)) return "review";
  const reached = onboardingSteps.slice(0, onboardingSteps.indexOf(step) + 1);
  return reached.findLast((one) => isPossible(one, state)) ?? "start";
}

/** Whether a step makes sense with what is there now. */
export function isPossible(step: OnboardingStep, state: AppState): boolean {
  switch (step) {
    case "start":
      return true;
    case "choose":
      return canChoose(state);
    case "repair":
      return hasFault(state) && changeOf(state) !== undefined;
    case "review":
      return changeOf(state) !== undefined;
    case "restart":
    case "check":
      return isInUse(state);
  }
}

function canChoose(state: AppState): boolean {
  const { way, block } = state.onboarding;
  const { account, providers } = state;
  switch (way) {
    case undefined:
      return false;
    case "account":
      return account.status === "signedIn" || account.status === "signingIn";
    case "block":
      return block !== undefined;
    case "dashboard":
      return true;
    case "file":
      return providers.length > 0;
  }
}

/** Whether Codex is told to use the chosen provider, and the file defines it. */
function isInUse(state: AppState): boolean {
  const active = activeProvider(state);
  return active !== undefined && active.id === state.onboarding.providerId;
}

/** What setting up is about to change in config.toml. */
export type OnboardingChange =
  | { readonly kind: "activate"; readonly providerId: string }
  | { readonly kind: "importBlock"; readonly block: StagedBlock; readonly providerId: string };

/** See {@link OnboardingChange}; undefined while nothing is chosen, or what was chosen is not there any more. */
export function changeOf({ onboarding, providers }: AppState): OnboardingChange | undefined {
  const { way, block, providerId } = onboarding;
  if (providerId === undefined) return undefined;
  if (way === "file")
    return providers.some(({ id }) => id === providerId)
      ? { kind: "activate", providerId }
      : undefined;
  return block?.providers.some(({ id }) => id === providerId)
    ? { kind: "importBlock", block, providerId }
    : undefined;
}

/**
 * The account's block to stage again: the program ended after the user had chosen it, and the service has it
 * still. Undefined where there is nothing to do.
 */
export function blockToStageAgain(state: AppState): string | undefined {
  const { step, way, block, providerId, problem } = state.onboarding;
  const { account, balances } = state;
  if ((step !== "repair" && step !== "review") || way !== "account" || block || problem) return;
  const isFresh = !balances.isLoading && !balances.problem && balances.fetchedAt !== undefined;
  if (account.status !== "signedIn" || !isFresh) return undefined;
  return balances.items.find((balance) => balance.providerId === providerId)?.providerId;
}
