import { type Alert, alertKey, alertsOf, proposalOf } from "../app/account/alerts.ts";
import type { Application } from "../app/application.ts";
import type { ChangeReport } from "../app/change/change.ts";
import type { Failure } from "../app/errors.ts";
import { describeDrift } from "../app/i18n/describeDrift.ts";
import { describeFailure } from "../app/i18n/describeFailure.ts";
import { formatMoney } from "../app/i18n/formatBalance.ts";
import type { Translate } from "../app/i18n/i18n.ts";
import type { Language } from "../app/i18n/languages.ts";
import type { AppState, DriftView } from "../app/state.ts";
import type { Notified } from "./adapters/settings/fileNotified.ts";
import { notify } from "./notifications.ts";

/** What the program says by system notification. */
export interface Announcements {
  /** A switch that was asked for in the tray. */
  tellChange(report: ChangeReport): void;
  tellFailure(failure: Failure): void;
  /** Balances that run out, each once, unless the user does not want to be notified. */
  tellAlerts(state: AppState): void;
  /** What another program has changed in config.toml, each once, unless the user does not want to be notified. */
  tellDrift(state: AppState): void;
  /** A download in the dashboard window that was not taken, once: the user looks at that window, not at ours. */
  tellRefusedDownload(state: AppState): void;
}

/** Builds the announcements. `open` shows the window; words are asked for anew, as the language can change. */
export function createAnnouncements(
  application: Application,
  words: () => { readonly t: Translate; readonly language: Language },
  open: () => void,
  notified: Notified,
): Announcements {
  let notifiedProblem: Failure | undefined;
  let openDrift: DriftView | undefined;
  let notifiedRepair: DriftView | undefined;

  function tellAlert(alert: Alert): boolean {
    const { kind, balance, alternative } = alert;
    const { t, language } = words();
    const { money } = balance;
    const end = { dateStyle: "medium", timeStyle: "short" } as const;
    const isPaid = kind === "expiring" && balance.chargedBy === "period";
    const body = t(`alerts.${isPaid ? "expiringPeriod" : kind}Body`, {
      left: formatMoney(money, money.remaining, language),
      granted: formatMoney(money, money.granted, language),
      date: new Intl.DateTimeFormat(language, end).format(new Date(balance.expiresAt)),
    });
    const title = t(`alerts.${kind}`, { name: balance.name });
    const proposal = proposalOf(alert);
    if (!proposal || !alternative) return notify(title, body, open);
    const { name } = alternative;
    // Nothing is written by a click on what may have come up under the pointer: the window asks first.
    const offer = () => {
      void application.execute("propose", { proposal });
      open();
    };
    const text = t("alerts.withSwitch", { body, name });
    return notify(title, text, offer, { label: t("alerts.switchTo", { name }), run: offer });
  }

  function tellFailure(failure: Failure): void {
    const { t } = words();
    const { what, next } = describeFailure(t, failure);
    notify(t("tray.failedTitle"), `${what} ${next}`, open);
  }

  return {
    tellFailure,
    tellChange({ activeName: name }) {
      const { t } = words();
      const title = name === undefined ? t("tray.none") : t("tray.switchedTitle", { name });
      notify(title, t("tray.switchedBody"), open);
    },
    tellAlerts(state) {
      if (!state.settings.notifications) return;
      for (const alert of alertsOf(state)) {
        const key = alertKey(alert);
        if (!notified.has(key) && tellAlert(alert)) notified.add(key);
      }
    },
    tellDrift({ drift, providers, settings }) {
      // What was put back is over.
      const parts = drift && !drift.isRepaired ? drift.parts.flat() : [];
      // What is over and comes again is another change.
      if (drift !== openDrift) notified.keepDrift(parts.filter(notified.hasDrift));
      openDrift = drift;
      if (!settings.notifications || !drift || drift === notifiedRepair) return;
      const isNew = (part: string) => drift.isRepaired || !notified.hasDrift(part);
      const first = drift.parts.findIndex((own) => own.some(isNew));
      if (first < 0) return;
      const nameOf = (id: string) => providers.find((one) => one.id === id)?.name ?? id;
      const { title, changes } = describeDrift(drift, words(), nameOf);
      const body = words().t("drift.notification", { first: changes[first] ?? "" });
      if (!notify(title, body, open)) return;
      if (drift.isRepaired) notifiedRepair = drift;
      notified.keepDrift(parts);
    },
    tellRefusedDownload({ dashboard: { problem } }) {
      if (problem && problem !== notifiedProblem) tellFailure(problem);
      notifiedProblem = problem;
    },
  };
}
