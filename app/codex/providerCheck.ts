import type { Translate } from "../i18n/i18n.ts";
import type { NotAsked, ProviderRequest } from "../provider/providerRequest.ts";

/** What came of asking a provider. */
export type ProviderAnswer =
  | {
      readonly kind: "answered";
      /** HTTP status. */
      readonly status: number;
      /** Whether the answer is JSON, as that of a provider is. */
      readonly isJson: boolean;
      /** Milliseconds until the answer was complete. */
      readonly latencyMs: number;
    }
  | {
      readonly kind: "failed";
      readonly why: "unreachable" | "timedOut" | "untrusted" | "proxyNeeded" | "proxyTrouble";
      /** A word for programmers, such as `ECONNREFUSED`. */
      readonly reason: string;
    }
  /** The environment variable that should hold the key is not set where this program can see it. */
  | { readonly kind: "variableMissing"; readonly name: string };

/** Asks providers, each with its own credentials, which stay in config.toml and in the request. */
export interface ProviderGateway {
  /**
   * Asks once, within 10 seconds; follows no redirect; never throws for what a network can do.
   *
   * @param home - the home folder, whose `.env` may hold variables
   */
  askForModels(request: ProviderRequest, home: string): Promise<ProviderAnswer>;
}

/** What the answer of a provider means for its user. */
export const verdicts = [
  "works",
  "keyRefused",
  "noMoney",
  "rateLimited",
  "serverTrouble",
  "lacksV1",
  "notFound",
  "unexpected",
  "unreachable",
  "timedOut",
  "untrusted",
  "proxyNeeded",
  "proxyTrouble",
  "variableMissing",
  "noAddress",
  "malformedAddress",
  "insecure",
  "keyFromProgram",
  "ownLogin",
  "malformedKey",
] as const;

/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** A provider that was asked, and what its answer means. Holds no secret. */
export interface ProviderCheck {
  readonly verdict: Verdict;
  /** Milliseconds; undefined where there was no answer. */
  readonly latencyMs: number | undefined;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** A word for programmers, or the name of a variable; empty when there is nothing to add. */
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
}

/** A provider that was asked. */
export interface ProviderReport extends ProviderCheck {
  readonly providerId: string;
}

/** Reads an answer, or why there was no question. `url` is the address that was asked. */
export function judge(
  answer: ProviderAnswer | NotAsked,
  url: string,
): Omit<ProviderCheck, "checkedAt"> {
  const nothing = { latencyMs: undefined, status: 0, reason: "" };
  if (typeof answer === "string") return { ...nothing, verdict: answer };
  switch (answer.kind) {
    case "variableMissing":
      return { ...nothing, verdict: "variableMissing", reason: answer.name };
    case "failed":
      return { ...nothing, verdict: answer.why, reason: answer.reason };
    case "answered": {
      const { status, latencyMs } = answer;
      const verdict = verdictOn(status, answer.isJson, url);
      return { verdict, latencyMs, status, reason: `HTTP ${status}` };
    }
  }
}

function verdictOn(status: number, isJson: boolean, url: string): Verdict {
  if (status >= 200 && status < 300) return isJson ? "works" : "unexpected";
  if (status === 401 || status === 403) return "keyRefused";
  if (status === 402) return "noMoney";
  if (status === 404) return /\/v\d+\/models$/.test(new URL(url).pathname) ? "notFound" : "lacksV1";
  if (status === 407) return "proxyNeeded";
  if (status === 429) return "rateLimited";
  return status >= 500 ? "serverTrouble" : "unexpected";
}

/** Whether Codex can be expected to work with the provider, as far as a check can tell. */
export function isGood({ verdict }: ProviderCheck): boolean {
  return verdict === "works";
}

/** A check in words: what it found, and what to do next. */
export function describeCheck(t: Translate, check: ProviderCheck): { what: string; next: string } {
  const { reason, latencyMs } = check;
  const isBalance = reason === "empty" || reason === "expired";
  const facts = {
    reason: isBalance ? t(`balances.status.${reason}`) : reason,
    latency: latencyMs ?? 0,
  };
  return {
    what: t(`check.${check.verdict}.what`, facts),
    next: t(`check.${check.verdict}.next`, facts),
  };
}
