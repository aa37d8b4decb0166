import { useId } from "react";
import type { FoundBlock } from "../../app/state.ts";
import { importFrom } from "../actions/importFrom.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { FailureNotice } from "./FailureNotice.tsx";
import styles from "./FoundBlocks.module.css";
import { ServiceTag } from "./ServiceTag.tsx";

/** The blocks that the dashboard window has shown, each with the way into config.toml. */
export function FoundBlocks() {
  const { t } = useWords();
  const { found, problem } = useSnapshot(({ dashboard }) => dashboard);
  const id = useId();
  if (found.length === 0 && !problem) return null;
  return (
    <section className={styles.found} aria-labelledby={id}>
      <h2 id={id}>{t("dashboard.found")}</h2>
      {problem && <FailureNotice failure={problem} />}
      <ul className={styles.list}>
        {found.map((block) => (
          <FoundRow key={block.providerId} block={block} />
        ))}
      </ul>
    </section>
  );
}

function FoundRow({ block: { providerId, name, service } }: { readonly block: FoundBlock }) {
  const { t } = useWords();
  const isKnown = useSnapshot(({ providers }) => providers.some(({ id }) => id === providerId));
  return (
    <li className={styles.row}>
      <ServiceTag service={service} />
      <strong>{name}</strong>
      <span className={styles.id}>{providerId}</span>
      <Button
        aria-label={t(isKnown ? "balances.updateNamed" : "balances.addNamed", { name })}
        onClick={() => void importFrom({ kind: "dashboard", providerId })}
      >
        {t(isKnown ? "balances.update" : "balances.add")}
      </Button>
    </li>
  );
}
