import type { ProviderView } from "../../app/provider/providerView.ts";
import body from "./BalanceCard.module.css";
import { CardFrame } from "./CardFrame.tsx";
import styles from "./PendingCard.module.css";
import { RingGauge } from "./RingGauge.tsx";

/** A provider that will be a balance once the account has answered; it keeps the places of the numbers. */
export function PendingCard({ provider }: { readonly provider: ProviderView }) {
  const { name } = provider;
  return (
    <CardFrame provider={provider} isInConfig>
      <div className={body.body}>
        <div className={body.what}>
          <h2 className={body.name} title={name}>
            {name}
          </h2>
          <span className={styles.bar} data-part="money" />
        </div>
        <RingGauge share={undefined} size={48} tone="dimmed" />
      </div>
      <span className={styles.bar} data-part="expiry" />
    </CardFrame>
  );
}

/** The same where not even the provider is known. */
export function UnknownCard() {
  return (
    <li className={styles.unknown} aria-hidden="true">
      <span className={styles.bar} data-part="id" />
      <span className={styles.bar} data-part="name" />
      <span className={styles.bar} data-part="money" />
      <span className={styles.bar} data-part="expiry" />
      <span className={styles.bar} data-part="button" />
      <span className={styles.ring}>
        <RingGauge share={undefined} size={48} tone="dimmed" />
      </span>
    </li>
  );
}
