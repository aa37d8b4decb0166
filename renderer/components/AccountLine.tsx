import { UserRound } from "lucide-react";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { AppState } from "../../app/state.ts";
import { ask } from "../actions/ask.ts";
import { signIn } from "../actions/signIn.ts";
import { showView, useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import styles from "./AccountLine.module.css";
import { formatAge } from "./formats.ts";

/** Who is signed in and whether that works; leads to the settings of the account. */
export function AccountLine() {
  const { t, language } = useWords();
  const account = useSnapshot((state) => state.account);
  const balances = useSnapshot((state) => state.balances);
  const now = useNow();
  const email = "email" in account ? account.email : undefined;
  const state = stateWords({ account, balances }, t, language, now);
  return (
    <div className={styles.line}>
      <button
        type="button"
        className={styles.account}
        aria-label={[t("account.label"), email, state].filter(Boolean).join(", ")}
        title={email}
        onClick={() => showView("settings")}
      >
        <span className={styles.avatar} data-status={account.status} aria-hidden="true">
          {email?.slice(0, 1).toUpperCase() ?? <UserRound size={14} strokeWidth={1.75} />}
        </span>
        <span className={styles.words} aria-hidden="true">
          <span className={styles.email}>{email ?? state}</span>
          {email !== undefined && <span className={styles.state}>{state}</span>}
        </span>
      </button>
      <AccountAction />
    </div>
  );
}

/** What the state of the account asks for, unless the view on screen offers it already. */
function AccountAction() {
  const { t } = useWords();
  const status = useSnapshot(({ account }) => account.status);
  const view = useFlow((flow) => flow.view);
  if (status === "signingIn" && view !== "balances")
    return (
      <button type="button" className={styles.action} onClick={() => void ask("cancelSignIn", {})}>
        {t("account.cancel")}
      </button>
    );
  if (status === "expired" && view !== "balances" && view !== "settings")
    return (
      <button type="button" className={styles.action} onClick={() => void signIn("browser")}>
        {t("account.signInAgain")}
      </button>
    );
  return null;
}

function stateWords(
  { account, balances }: Pick<AppState, "account" | "balances">,
  t: Translate,
  language: string,
  now: Date,
): string {
  if (account.status !== "signedIn") return t(`account.${account.status}`);
  const { problem, fetchedAt } = balances;
  if (problem && fetchedAt !== undefined) {
    const age = formatAge(fetchedAt, language, now);
    return problem.code === "DASHBOARD_UNREACHABLE"
      ? t("account.offline", { age })
      : t("account.stale", { age });
  }
  return account.keeping.place === "memory" ? t("account.memory") : t("account.signedIn");
}
