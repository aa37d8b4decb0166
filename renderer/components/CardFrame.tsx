import { Check } from "lucide-react";
import { type ReactNode, use, useEffect, useId, useRef, useState } from "react";
import type { ProviderView } from "../../app/provider/providerView.ts";
import { changeNow } from "../actions/changeNow.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./CardFrame.module.css";
import { MiddleCut } from "./MiddleCut.tsx";
import { ProviderMenuButton } from "./ProviderMenuButton.tsx";
import { ServiceTag } from "./ServiceTag.tsx";
import { Settling } from "./useSettling.ts";

interface CardFrameProps {
  readonly provider: Pick<ProviderView, "id" | "name" | "service" | "isActive">;
  /** Whether config.toml has the provider, so that there is something to activate, look at and remove. */
  readonly isInConfig: boolean;
  /** Whether Codex would be answered; without that, Activate does not come forward. */
  readonly isUsable?: boolean;
  readonly children: ReactNode;
  /** What stands beside Activate. */
  readonly actions?: ReactNode;
  /** What is to be known of it first; stands on top. */
  readonly verdict?: ReactNode;
}

/** What every card shares: service and id on top, whether Codex uses it, and the button that makes it so. */
export function CardFrame({
  provider,
  isInConfig,
  isUsable = true,
  children,
  actions,
  verdict,
}: CardFrameProps) {
  const { t } = useWords();
  const { id, name, service, isActive } = provider;
  const [isChanging, setChanging] = useState(false);
  const isSettling = use(Settling);
  const card = useRef<HTMLElement>(null);
  const wasAsked = useRef(false);
  const describedBy = useId();

  // The button that had the focus is gone once the provider is in use.
  useEffect(() => {
    if (isActive && wasAsked.current) card.current?.focus({ preventScroll: true });
    wasAsked.current = false;
  }, [isActive]);

  async function activate(): Promise<void> {
    wasAsked.current = true;
    setChanging(true);
    await changeNow({ kind: "activate", providerId: id });
    setChanging(false);
  }

  return (
    <li data-key={id} className={styles.item}>
      <article
        ref={card}
        tabIndex={-1}
        className={styles.card}
        data-active={isActive || undefined}
        aria-label={name}
        aria-current={isActive || undefined}
      >
        <div className={styles.top}>
          <ServiceTag service={service} />
          <div className={styles.id}>
            <MiddleCut id={describedBy} text={id} />
          </div>
          {verdict}
          <ProviderMenuButton provider={provider} isInConfig={isInConfig} />
        </div>
        {children}
        <div className={styles.foot}>
          {isActive && (
            <span className={styles.inUse}>
              <Check size={16} aria-hidden="true" />
              {t("providers.inUse")}
            </span>
          )}
          {!isActive && isInConfig && (
            <Button
              className={isUsable ? styles.main : undefined}
              aria-label={t("providers.activateNamed", { name })}
              aria-describedby={describedBy}
              isDisabled={isChanging || isSettling}
              onClick={(event) => {
                // The cards have moved under the second click of a double click.
                if (event.detail < 2) void activate();
              }}
            >
              {t("providers.activate")}
            </Button>
          )}
          {actions}
        </div>
      </article>
    </li>
  );
}
