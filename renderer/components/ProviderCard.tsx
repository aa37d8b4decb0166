import type { ProviderView } from "../../app/provider/providerView.ts";
import { useWords } from "../useWords.tsx";
import { CardFrame } from "./CardFrame.tsx";
import { MiddleCut } from "./MiddleCut.tsx";
import styles from "./ProviderCard.module.css";
import { RingGauge } from "./RingGauge.tsx";

/** A provider of config.toml of which no balance is known. */
export function ProviderCard({ provider }: { readonly provider: ProviderView }) {
  const { t } = useWords();
  const { name, baseUrl, service } = provider;
  return (
    <CardFrame provider={provider} isInConfig>
      <div className={styles.body}>
        <div className={styles.what}>
          <h2 className={styles.name} title={name}>
            {name}
          </h2>
          <MiddleCut text={baseUrl || t("providers.noUrl")} />
        </div>
        <RingGauge share={undefined} size={40} tone={service} />
      </div>
    </CardFrame>
  );
}
