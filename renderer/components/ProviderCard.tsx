import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { ProviderView } from "../../app/state.ts";
import { changeNow } from "../actions/changeNow.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { MiddleCut } from "./MiddleCut.tsx";
import styles from "./ProviderCard.module.css";
import { ProviderMenuButton } from "./ProviderMenuButton.tsx";
import { RingGauge } from "./RingGauge.tsx";
import { ServiceTag } from "./ServiceTag.tsx";

/** One provider: what it is, whether Codex uses it, and the button that makes it so. */
export function ProviderCard({ provider }: { readonly provider: ProviderView }) {
  const { t } = useWords();
  const { id, name, baseUrl, service, isActive } = provider;
  const [isChanging, setChanging] = useState(false);
  const card = useRef<HTMLLIElement>(null);
  const wasAsked = useRef(false);
  const describedBy = useId();

  // The button that had the focus is gone once the provider is in use.
  useEffect(() => {
    if (isActive && wasAsked.current) card.current?.focus();
    wasAsked.current = false;
  }, [isActive]);

  async function activate(): Promise<void> {
    wasAsked.current = true;
    setChanging(true);
    await changeNow({ kind: "activate", providerId: id });
    setChanging(false);
  }

  return (
    <li
      ref={card}
      tabIndex={-1}
      className={styles.card}
      data-key={id}
      data-active={isActive || undefined}
      aria-label={name}
      aria-current={isActive || undefined}
    >
      <div className={styles.top}>
        <ServiceTag service={service} />
        <div className={styles.id}>
          <MiddleCut id={describedBy} text={id} />
        </div>
        <ProviderMenuButton provider={provider} />
      </div>
      <div className={styles.body}>
        <div className={styles.what}>
          <h2 className={styles.name} title={name}>
            {name}
          </h2>
          <MiddleCut text={baseUrl || t("providers.noUrl")} />
        </div>
        <RingGauge share={undefined} size={40} tone={service} />
      </div>
      <div className={styles.foot}>
        {isActive ? (
          <span className={styles.inUse}>
            <Check size={16} aria-hidden="true" />
            {t("providers.inUse")}
          </span>
        ) : (
          <Button
            className={styles.activate}
            aria-label={t("providers.activateNamed", { name })}
            aria-describedby={describedBy}
            isDisabled={isChanging}
            onClick={(event) => {
              // The cards have moved under the second click of a double click.
              if (event.detail < 2) void activate();
            }}
          >
            {t("providers.activate")}
          </Button>
        )}
      </div>
    </li>
  );
}
