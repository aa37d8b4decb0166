import { useTranslation } from "react-i18next";
import type { Service } from "../../app/state.ts";
import styles from "./ServiceTag.module.css";

/** Which service a provider belongs to. */
export function ServiceTag({ service }: { readonly service: Service }) {
  const { t } = useTranslation();
  return (
    <span className={styles.tag} data-service={service}>
      {t(`services.${service}`)}
    </span>
  );
}
