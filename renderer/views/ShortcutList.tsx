import { type Shortcut, shortcuts } from "../../app/shortcuts.ts";
import { isView, type View, views } from "../../app/views.ts";
import { SettingsSection } from "../components/SettingsSection.tsx";
import { keysOf } from "../shortcuts.ts";
import { useWords } from "../useWords.tsx";
import styles from "./SettingsView.module.css";

const others = (Object.keys(shortcuts) as Shortcut[]).filter(
  (name): name is Exclude<Shortcut, View> => !isView(name),
);

/** Every shortcut of the window. */
export function ShortcutList() {
  const { t } = useWords();
  const rows: readonly (readonly [Shortcut, string])[] = [
    ...others.map((name) => [name, t(`shortcuts.${name}`)] as const),
    ...views.map((view) => [view, t("palette.goTo", { view: t(`nav.${view}`) })] as const),
  ];
  return (
    <SettingsSection title={t("shortcuts.title")}>
      <dl className={styles.shortcuts}>
        {rows.map(([name, label]) => (
          <div key={name} className={styles.shortcut}>
            <dt>{label}</dt>
            <dd>
              <kbd>{keysOf(name)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </SettingsSection>
  );
}
