import type { Service } from "../../app/provider/providerView.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ServiceTag.module.css";

/** Which service a provider belongs to. */
export function ServiceTag({ service }: { readonly service: Service }) {
  const { t } = useWords();
  return (
    <span className={styles.tag} data-service={service}>
      {t(`services.${service}`)}
    </span>
  );
}
