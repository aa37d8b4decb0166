import { RotateCw } from "lucide-react";
import type { AppState } from "../../app/state.ts";
import { refresh } from "../actions/refresh.ts";
import { Button } from "../components/Button.tsx";
import { CardGrid } from "../components/CardGrid.tsx";
import { FoundBlocks } from "../components/FoundBlocks.tsx";
import { formatAge, formatMoment, formatTime } from "../components/formats.ts";
import { ImportButtons } from "../components/ImportButtons.tsx";
import { ProviderCard } from "../components/ProviderCard.tsx";
import { SetUpPanel } from "../components/SetUpPanel.tsx";
import { SignInPanel } from "../components/SignInPanel.tsx";
import { keysOf } from "../shortcuts.ts";
import { useSnapshot } from "../store.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import { AccountBalances } from "./AccountBalances.tsx";
import styles from "./BalancesView.module.css";
import { PendingBalances } from "./PendingBalances.tsx";

/** The balances of the account, the providers of config.toml that are none of them, and the ways to get more. */
export function BalancesView() {
  const { t } = useWords();
  const status = useSnapshot(({ account }) => account.status);
  const items = useSnapshot(({ balances }) => balances.items);
  const providers = useSnapshot((state) => state.providers);
  const isReading = useSnapshot((state) => state.configPath === "" && !state.configProblem);
  const now = useNow();

  const isPending = useSnapshot(areBalancesPending);
  const isKnown = useSnapshot(({ balances }) => balances.fetchedAt !== undefined);

  const hasAccount = status === "signedIn" || status === "expired" || items.length > 0;
  const unmatched = providers
    .filter(({ id }) => !items.some(({ providerId }) => providerId === id))
    .sort((a, b) => Number(b.isActive) - Number(a.isActive));
  const others = isPending ? unmatched.filter(({ service }) => service === "other") : unmatched;
  const isEmpty = !hasAccount && others.length === 0 && !isReading;

  return (
    <div className="page">
      <div className={styles.head}>
        <h1>{t("balances.title")}</h1>
        {hasAccount && <Freshness isSignedIn={status === "signedIn"} now={now} />}
        <div className={styles.ways}>
          <ImportButtons isMain={false} />
        </div>
      </div>
      {isEmpty && <SetUpPanel />}
      {status !== "signedIn" && !isReading && <SignInRow isMain={!isEmpty} />}
      <FoundBlocks />
      {isPending && (
        <PendingBalances providers={unmatched.filter(({ service }) => service !== "other")} />
      )}
      {hasAccount && <AccountBalances now={now} />}
      {others.length > 0 && (
        <section className={styles.others}>
          {hasAccount && (
            <h2 className={styles.quiet}>
              {isKnown || isPending ? t("balances.others") : t("balances.inConfig")}
            </h2>
          )}
          <CardGrid
            cards={others.map((provider) => ({
              key: provider.id,
              card: <ProviderCard provider={provider} />,
            }))}
          />
        </section>
      )}
      <p className={styles.hint}>{t("providers.dropHint", { keys: keysOf("paste") })}</p>
    </div>
  );
}

/** Whether the account is asked for the first time, so that there are no numbers, not even old ones. */
function areBalancesPending({ account, balances }: AppState): boolean {
  return account.status === "signedIn" && balances.fetchedAt === undefined && !balances.problem;
}

/** `isMain`: signing in is what comes first here. */
function SignInRow({ isMain }: { readonly isMain: boolean }) {
  const { t } = useWords();
  const isExpired = useSnapshot(({ account }) => account.status === "expired");
  return (
    <SignInPanel
      layout="row"
      isMain={isMain}
      title={isExpired ? t("account.expiredTitle") : t("account.panelTitle")}
      body={isExpired ? t("account.expiredBody") : t("account.panelBody")}
    />
  );
}

interface FreshnessProps {
  readonly isSignedIn: boolean;
  readonly now: Date;
}

/** When the numbers were true, and the button that asks again. Why they are old is said below it. */
function Freshness({ isSignedIn, now }: FreshnessProps) {
  const { t, language } = useWords();
  const { fetchedAt, isLoading, problem } = useSnapshot(({ balances }) => balances);

  return (
    <div className={styles.fresh}>
      {fetchedAt !== undefined && !(isSignedIn && problem) && (
        <time dateTime={fetchedAt} title={formatMoment(fetchedAt, language)}>
          {isSignedIn
            ? t("balances.asOf", { time: formatTime(fetchedAt, language) })
            : t("account.stale", { age: formatAge(fetchedAt, language, now) })}
        </time>
      )}
      {isSignedIn && (
        <Button
          variant="quiet"
          size="icon"
          aria-label={t("balances.refresh")}
          title={`${t("balances.refresh")} (${keysOf("refresh")})`}
          isDisabled={isLoading}
          onClick={() => void refresh()}
        >
          <RotateCw size={16} strokeWidth={1.75} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
