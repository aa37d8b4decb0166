import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { nearestId } from "../../app/config/nearestId.ts";
import type { FindingView } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import { describeCodexFailure } from "../../app/i18n/describeCodexFailure.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import { type AppState, isActiveMissing } from "../../app/state.ts";
import { changeNow } from "../actions/changeNow.ts";
import { openDialog, showView, useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useDoctorWords } from "../useDoctorWords.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./StatusStrip.module.css";
import {
  type Action,
  checkAction,
  type Tone,
  type Verdict,
  verdictOnCheck,
  verdictOnRestart,
} from "./stripFindings.ts";

function perform({ leadsTo, change, does }: Action): void {
  if (leadsTo) showView(leadsTo);
  if (change) void changeNow(change);
  does?.();
}

const icons: Record<Tone, ReactNode> = {
  ok: <CircleCheck size={16} aria-hidden="true" />,
  warn: <TriangleAlert size={16} aria-hidden="true" />,
  danger: <CircleAlert size={16} aria-hidden="true" />,
  dimmed: <CircleDashed size={16} aria-hidden="true" />,
};

/** The right of the strip: the state in words, with its one action. */
export function StripVerdict() {
  const { t } = useWords();
  const state = useSnapshot((snapshot) => snapshot);
  const view = useFlow((flow) => flow.view);
  const urgent = state.health.findings.filter(({ severity }) => severity === "error");
  const hasWords = useDoctorWords(urgent.length > 0);
  const [worst] = hasWords ? urgent : [];
  const { tone, words, more, action } = worst
    ? verdictOfFinding(worst, urgent.length - 1, t)
    : verdictOn(state, t);
  return (
    <div className={styles.verdict}>
      <div
        role="status"
        className={styles.words}
        data-tone={tone}
        title={more === undefined ? words : t("strip.of", { subject: words, words: more })}
      >
        {state.codexCheck.status === "notFound" && tone === "dimmed" ? (
          <CircleHelp size={16} aria-hidden="true" />
        ) : (
          icons[tone]
        )}
        <b>{words}</b>
        {more && <span className={styles.more}>{more}</span>}
      </div>
      {action && (
        // Where it leads to, its place is kept, so that nothing moves from view to view.
        <Button
          size="small"
          className={action.leadsTo === view ? styles.arrived : undefined}
          onClick={() => perform(action)}
        >
          {action.label}
        </Button>
      )}
    </div>
  );
}

/** What keeps Codex from working, by its name, with its fix. */
function verdictOfFinding(finding: FindingView, others: number, t: Translate): Verdict {
  const { title, why, fix: how } = findingWords(t, finding);
  const { key, fix } = finding;
  const action: Action = fix
    ? {
        label: t("strip.fix"),
        does: () =>
          openDialog({
            kind: "change",
            change: { kind: "fix", findings: [key] },
            isStale: false,
            finding: { title, fix: how },
          }),
      }
    : { label: t("strip.show"), leadsTo: "health" };
  // Its name stands at the left of it, and without what to do about it the toast of a switch would be all there is.
  if (finding.id === "not-logged-in")
    return { tone: "danger", words: t("strip.noLogin"), more: t("strip.noLoginHint"), action };
  const more = others > 0 ? t("strip.more", { count: others }) : why;
  return { tone: "danger", words: title, more, action };
}

function verdictOn(state: AppState, t: Translate): Verdict {
  const show = { label: t("strip.show"), leadsTo: "config" } as const;
  if (state.configProblem) {
    const { line, column } = state.configProblem.detail;
    const more = line === undefined ? undefined : t("strip.problemAt", { line, column });
    return { tone: "danger", words: t("strip.problem"), more, action: show };
  }
  if (state.configPath === "") return { tone: "dimmed", words: t("strip.reading") };
  if (!state.configExists)
    return { tone: "dimmed", words: t("strip.noFile"), more: t("strip.noFileHint") };
  if (isActiveMissing(state)) return verdictOfMissing(state, t);
  if (state.codexCheck.status === "rejected") return verdictOfCodex(state, t);
  return verdictOnRestart(state, t) ?? verdictOnCheck(state, t) ?? verdictOfCodex(state, t);
}

/** Most such names are misspelt ones. */
function verdictOfMissing({ activeProviderId, providers }: AppState, t: Translate): Verdict {
  const missing = { tone: "danger", words: t("strip.missing") } as const;
  const ids = providers.map(({ id }) => id);
  const id = nearestId(activeProviderId ?? "", ids);
  if (id === undefined)
    return { ...missing, action: { label: t("strip.choose"), leadsTo: "balances" } };
  const action = {
    label: t("providers.activate"),
    change: { kind: "activate", providerId: id },
  } as const;
  return { ...missing, more: t("strip.nearest", { id }), action };
}

function verdictOfCodex(state: AppState, t: Translate): Verdict {
  const { codexCheck: check, undo, activeProviderId } = state;
  switch (check.status) {
    case "accepted": {
      const other = check.effectiveProviderId;
      if (other !== undefined && activeProviderId !== undefined && other !== activeProviderId)
        return {
          tone: "warn",
          words: t("strip.accepted"),
          more: t("strip.effective", { id: other }),
        };
      const version = check.version === "" ? undefined : check.version;
      const more = version && t("strip.acceptedBy", { version });
      return { tone: "ok", words: t("strip.accepted"), more, action: checkAction(state, t) };
    }
    case "rejected": {
      const { line, column, message } = check;
      const place = line === undefined ? undefined : t("strip.problemAt", { line, column });
      const action = undo
        ? ({ label: t("dialog.undo"), change: { kind: "undo" } } as const)
        : ({ label: t("strip.show"), leadsTo: "config" } as const);
      return {
        tone: "danger",
        words: t("strip.rejected"),
        more: place === undefined ? message : t("strip.of", { subject: place, words: message }),
        action,
      };
    }
    case "notFound": {
      const action = { label: t("strip.setPath"), leadsTo: "settings" } as const;
      return { tone: "dimmed", words: t("strip.notFound"), more: t("strip.notFoundHint"), action };
    }
    case "failed":
      return { tone: "warn", words: t("strip.failed"), more: describeCodexFailure(check, t) };
    case "checking":
      return { tone: "dimmed", words: t("strip.checking") };
    case "unchecked":
      return { tone: "dimmed", words: t("strip.unchecked") };
  }
}
