import { type Alert, alertKey, alertsOf } from "../app/alerts.ts";
import type { Application } from "../app/application.ts";
import type { ChangeReport } from "../app/contract.ts";
import { describeFailure } from "../app/describeFailure.ts";
import type { Failure } from "../app/errors.ts";
import { formatExpiry, formatMoney } from "../app/formatBalance.ts";
import type { Translate } from "../app/i18n.ts";
import type { Language } from "../app/settings.ts";
import type { AppState } from "../app/state.ts";
import { notify } from "./notifications.ts";

/** What the program says by system notification. */
export interface Announcements {
  /** A switch that was asked for in the tray. */
  tellChange(report: ChangeReport): void;
  tellFailure(failure: Failure): void;
  /** Balances that run out, each once. */
  tellAlerts(state: AppState): void;
  /** A download in the dashboard window that was not taken, once: the user looks at that window, not at ours. */
  tellRefusedDownload(state: AppState): void;
}

/** Builds the announcements. `open` shows the window; words are asked for anew, as the language can change. */
export function createAnnouncements(
  application: Application,
  words: () => { readonly t: Translate; readonly language: Language },
  open: () => void,
): Announcements {
  const told = new Set<string>();
  let toldProblem: Failure | undefined;

  function tellAlert({ kind, balance, alternative }: Alert): void {
    const { t, language } = words();
    const body = t(`alerts.${kind}Body`, {
      left: formatMoney(balance.money, balance.money.remaining, language),
      granted: formatMoney(balance.money, balance.money.granted, language),
      expiry: formatExpiry(balance, t),
    });
    const action = alternative && {
      label: t("alerts.switchTo", { name: alternative.name }),
      run: () => void application.execute("activate", { providerId: alternative.providerId }),
    };
    notify(t(`alerts.${kind}`, { name: balance.name }), body, open, action);
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
      for (const alert of alertsOf(state)) {
        const key = alertKey(alert);
        if (told.has(key)) continue;
        told.add(key);
        tellAlert(alert);
      }
    },
    tellRefusedDownload({ dashboard: { problem } }) {
      if (problem && problem !== toldProblem) tellFailure(problem);
      toldProblem = problem;
    },
  };
}
