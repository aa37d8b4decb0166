import { TriangleAlert } from "lucide-react";
import type { StagedProvider } from "../../app/change/stagedBlock.ts";
import { useWords } from "../useWords.tsx";
import styles from "./FoundProviders.module.css";
import { MiddleCut } from "./MiddleCut.tsx";
import { ServiceTag } from "./ServiceTag.tsx";

/** The providers that were found in a block, and whether config.toml has them. */
export function FoundProviders({ providers }: { readonly providers: readonly StagedProvider[] }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ul className={styles.found} aria-label={t("importing.found")} tabIndex={0}>
      {providers.map(({ id, name, baseUrl, service, isKnown, credentialNote }) => (
        <li key={id} className={styles.provider}>
          <div className={styles.title}>
            <strong>{name}</strong>
            <ServiceTag service={service} />
            <span className={styles.news}>
              {isKnown ? t("importing.known") : t("importing.new")}
            </span>
          </div>
          <MiddleCut text={id} />
          <MiddleCut text={baseUrl} />
          {credentialNote && (
            <p className={styles.note}>
              <TriangleAlert size={16} aria-hidden="true" />
              {t(`importing.credential.${credentialNote}`)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
