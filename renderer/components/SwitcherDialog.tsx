import { ask } from "../actions/ask.ts";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import styles from "./SwitcherDialog.module.css";

const parts = ["name", "id", "baseUrl", "toml", "key"] as const;

/** What the form of CC Switch asks for, to be copied one by one. The window itself never has the key. */
export function SwitcherDialog({ providerId }: { readonly providerId: string }) {
  const { t } = useWords();
  const provider = useSnapshot(({ providers }) => providers.find(({ id }) => id === providerId));
  const name = provider?.name ?? providerId;
  const shown = {
    name,
    id: providerId,
    baseUrl: provider?.baseUrl ?? "",
    toml: t("switcher.tomlShown"),
    key: t("switcher.keyShown"),
  };

  async function copy(part: (typeof parts)[number]): Promise<void> {
    const reply = await ask("copyForSwitcher", { providerId, part });
    if (reply.ok)
      tell({
        kind: "done",
        title: t("switcher.copied", { what: t(`switcher.${part}`) }),
        canUndo: false,
      });
    else tell({ kind: "failure", failure: reply });
  }

  return (
    <DialogFrame title={t("switcher.title", { name })} action={undefined}>
      <p>{t("switcher.intro")}</p>
      <dl className={styles.parts}>
        {parts.map((part) => (
          <div key={part} className={styles.part}>
            <dt>{t(`switcher.${part}`)}</dt>
            <dd className={part === "toml" || part === "key" ? "dimmed" : styles.text}>
              {shown[part]}
            </dd>
            <dd>
              <Button
                aria-label={t("switcher.copyNamed", { what: t(`switcher.${part}`) })}
                onClick={() => void copy(part)}
              >
                {t("switcher.copy")}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
      <p className="dimmed">{t("switcher.noLink")}</p>
      <p className="dimmed">{t("switcher.keyNote")}</p>
    </DialogFrame>
  );
}
