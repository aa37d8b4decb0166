import type { ProviderView } from "../../app/provider/providerView.ts";
import { CardGrid } from "../components/CardGrid.tsx";
import { PendingCard, UnknownCard } from "../components/PendingCard.tsx";
import { useWords } from "../useWords.tsx";

interface PendingBalancesProps {
  /** Those of config.toml that the account most likely has. */
  readonly providers: readonly ProviderView[];
}

/** Stands in for the balances until they are known; what config.toml has can be used all the same. */
export function PendingBalances({ providers }: PendingBalancesProps) {
  const { t } = useWords();
  return (
    <>
      <p role="status" className="visually-hidden">
        {t("balances.loading")}
      </p>
      <CardGrid
        cards={
          providers.length > 0
            ? providers.map((provider) => ({
                key: provider.id,
                card: <PendingCard provider={provider} />,
              }))
            : ["1", "2"].map((key) => ({ key, card: <UnknownCard /> }))
        }
      />
    </>
  );
}
