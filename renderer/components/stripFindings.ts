import {
  describeCheck,
  type Verdict as Found,
  type ProviderCheck,
} from "../../app/codex/providerCheck.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { AppState } from "../../app/state.ts";
import type { View } from "../../app/views.ts";
import { ask } from "../actions/ask.ts";
import type { QuickChange } from "../actions/changeNow.ts";
import { nameOf } from "../actions/tellOutcome.ts";
import { openDialog } from "../flow.ts";
import { tell } from "../notices.ts";

/** How much a state of things asks for attention. */
export type Tone = "ok" | "warn" | "danger" | "dimmed";

/** A state of things in words, with what can be done about it. */
export interface Verdict {
  readonly tone: Tone;
  readonly words: string;
  readonly more?: string | undefined;
  readonly action?: Action | undefined;
}

/** What can be done about it: go to a view, unless one is there, a change that one click takes back, or another thing. */
export interface Action {
  readonly label: string;
  readonly leadsTo?: View;
  readonly change?: QuickChange;
  readonly does?: () => void;
}

/** "Restart Codex to apply", while something runs that may still use another provider. */
export function verdictOnRestart({ staleCodex }: AppState, t: Translate): Verdict | undefined {
  const count = staleCodex.length;
  const first = staleCodex[0]?.stillUses;
  if (!first) return undefined;
  const isOne = staleCodex.every(({ stillUses }) => stillUses?.providerId === first.providerId);
  const name = first.providerId === undefined ? t("restart.builtIn") : nameOf(first.providerId);
  const more = isOne ? t("strip.stillUse", { count, name }) : t("strip.stillOld", { count });
  const does = () => openDialog({ kind: "restart" });
  const canRestart = staleCodex.some(({ kind }) => kind === "desktop");
  const label = canRestart ? t("strip.restartNow") : t("strip.show");
  return {
    tone: "warn",
    words: t("strip.restart"),
    more,
    action: { label, does },
  };
}

/** What is known of the provider in use since it was asked. */
export function verdictOnCheck(state: AppState, t: Translate): Verdict | undefined {
  const check = state.providerChecks[state.activeProviderId ?? ""];
  if (check === undefined) return undefined;
  if (check === "checking") return { tone: "dimmed", words: t("strip.asking") };
  const action = { label: t("strip.checkAgain"), does: checkActive };
  if (check.verdict === "works") {
    const more = t("strip.latency", { latency: check.latencyMs ?? 0 });
    const isAccepted = state.codexCheck.status === "accepted";
    // Where Codex itself has something to say, that comes first.
    return isAccepted && !isOverridden(state)
      ? { tone: "ok", words: t("strip.accepted"), more, action }
      : undefined;
  }
  const { what, next } = describeCheck(t, check);
  const more = t("strip.sentences", { first: what, second: next });
  return { tone: toneOf(check), words: t(`check.${check.verdict}.short`), more, action };
}

/** The offer to ask the provider in use, where the file defines one. */
export function checkAction({ providers }: AppState, t: Translate): Action | undefined {
  if (!providers.some(({ isActive }) => isActive)) return undefined;
  return { label: t("strip.check"), does: checkActive };
}

const cannotTell: ReadonlySet<Found> = new Set<Found>(["keyFromProgram", "ownLogin"]);
const passing: ReadonlySet<Found> = new Set<Found>(["rateLimited", "variableMissing", "notFound"]);

function toneOf({ verdict }: ProviderCheck): Tone {
  if (cannotTell.has(verdict)) return "dimmed";
  return passing.has(verdict) ? "warn" : "danger";
}

function isOverridden({ codexCheck, activeProviderId }: AppState): boolean {
  const other = codexCheck.status === "accepted" ? codexCheck.effectiveProviderId : undefined;
  return other !== undefined && activeProviderId !== undefined && other !== activeProviderId;
}

function checkActive(): void {
  void ask("checkProvider", {}).then((reply) => {
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  });
}
