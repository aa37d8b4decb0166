import type { StagedRootKey } from "../../app/change/stagedBlock.ts";
import { useWords } from "../useWords.tsx";
import { Choice } from "./Choice.tsx";
import styles from "./RootKeyChoices.module.css";

interface RootKeyChoicesProps {
  readonly suggestions: readonly StagedRootKey[];
  /** The keys to take over. */
  readonly taken: readonly string[];
  readonly onChange: (taken: readonly string[]) => void;
}

/** The keys that are taken over unless the user says otherwise: those they have no value for. */
export function keysWithoutValue(suggestions: readonly StagedRootKey[]): readonly string[] {
  return suggestions.filter(({ current }) => current === undefined).map(({ key }) => key);
}

/** Which of the root keys that a block suggests to take over. */
export function RootKeyChoices({ suggestions, taken, onChange }: RootKeyChoicesProps) {
  const { t } = useWords();
  if (suggestions.length === 0) return null;
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{t("importing.rootKeys")}</legend>
      {suggestions.map(({ key, value, current }) => (
        <Choice
          key={key}
          kind="checkbox"
          label={`${key} = ${value}`}
          isCode
          hint={current === undefined ? undefined : t("importing.yours", { value: current })}
          isOn={taken.includes(key)}
          onChange={(isTaken) =>
            onChange(isTaken ? [...taken, key] : taken.filter((other) => other !== key))
          }
        />
      ))}
    </fieldset>
  );
}
