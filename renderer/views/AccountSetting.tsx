import type { Translate } from "../../app/i18n/i18n.ts";
import type { AccountView } from "../../app/state.ts";
import { signIn } from "../actions/signIn.ts";
import { signOut } from "../actions/signOut.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { showView } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./AccountSetting.module.css";

/** Who is signed in, where the session is kept, and the ways in and out. */
export function AccountSetting() {
  const { t } = useWords();
  const account = useSnapshot((state) => state.account);
  const hasAddress = useSnapshot(({ settings }) => settings.dashboard !== "");
  const { status } = account;
  const hasPages = useSnapshot(({ dashboard }) => dashboard.keeping !== undefined);
  const canSignOut = status === "signedIn" || status === "expired" || hasPages;

  // Without an address the balances ask for it, together with the sign-in.
  function begin(): void {
    if (hasAddress) void signIn("browser");
    else showView("balances");
  }

  return (
    <SettingRow
      label={t("account.session")}
      hint={canSignOut ? t("account.signOutHint") : undefined}
    >
      <div className={styles.who}>
        <p className={styles.name}>{"email" in account ? account.email : t(`account.${status}`)}</p>
        <p className={styles.hint}>{explanation(account, t)}</p>
        {hasPages && <p className={styles.hint}>{t("account.pagesKept")}</p>}
      </div>
      {(status === "signedOut" || status === "expired") && (
        <Button variant="primary" onClick={begin}>
          {status === "expired" ? t("account.signInAgain") : t("account.signIn")}
        </Button>
      )}
      {canSignOut && <Button onClick={() => void signOut()}>{t("account.signOut")}</Button>}
    </SettingRow>
  );
}

function explanation(account: AccountView, t: Translate): string {
  switch (account.status) {
    case "signedOut":
      return t("account.signInHint");
    case "signingIn":
      return t("account.finishTitle");
    case "expired":
      return t("account.expiredTitle");
    case "signedIn":
      return account.keeping.place === "memory"
        ? t(`account.keptInMemory.${account.keeping.reason}`)
        : t("account.kept");
  }
}
