import { ClipboardPaste, FolderOpen } from "lucide-react";
import { useRef } from "react";
import { importFrom } from "../actions/importFrom.ts";
import { Button } from "../components/Button.tsx";
import { ProviderCard } from "../components/ProviderCard.tsx";
import { RingGauge } from "../components/RingGauge.tsx";
import { useGlide } from "../components/useGlide.ts";
import { pasteKeys } from "../platform.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ProvidersView.module.css";

/** The providers of config.toml, and the ways to get one more. */
export function ProvidersView() {
  const { t } = useWords();
  const providers = useSnapshot((state) => state.providers);
  const isReading = useSnapshot((state) => state.configPath === "" && !state.configProblem);
  const isEmpty = providers.length === 0;
  const ordered = [...providers].sort((a, b) => Number(b.isActive) - Number(a.isActive));
  const list = useRef<HTMLUListElement>(null);
  useGlide(list, ordered.map(({ id }) => id).join("\n"));
  return (
    <div className="page">
      <div className={styles.head}>
        <h1>{t("providers.title")}</h1>
        {!isEmpty && <ImportButtons isMain={false} />}
      </div>
      {isEmpty && !isReading && (
        <section className={styles.empty}>
          <RingGauge share={undefined} size={56} tone="dimmed" />
          <h2>{t("providers.emptyTitle")}</h2>
          <p>{t("providers.emptyBody")}</p>
          <ImportButtons isMain />
          <p className={styles.hint}>{t("providers.dropHint", { keys: pasteKeys })}</p>
        </section>
      )}
      {!isEmpty && (
        <>
          <ul ref={list} className={styles.grid}>
            {ordered.map((provider) => (
              <ProviderCard key={provider.id} provider={provider} />
            ))}
          </ul>
          <p className={styles.hint}>{t("providers.dropHint", { keys: pasteKeys })}</p>
        </>
      )}
    </div>
  );
}

function ImportButtons({ isMain }: { readonly isMain: boolean }) {
  const { t } = useWords();
  return (
    <div className={styles.buttons}>
      <Button
        variant={isMain ? "primary" : "plain"}
        onClick={() => void importFrom({ kind: "clipboard" })}
      >
        <ClipboardPaste size={16} strokeWidth={1.75} aria-hidden="true" />
        {t("providers.paste")}
      </Button>
      <Button onClick={() => void importFrom({ kind: "dialog" })}>
        <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
        {t("providers.open")}
      </Button>
    </div>
  );
}
