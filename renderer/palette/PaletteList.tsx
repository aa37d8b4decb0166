import { type Ref, useId } from "react";
import { keysOf } from "../shortcuts.ts";
import { useWords } from "../useWords.tsx";
import styles from "./CommandPalette.module.css";
import type { PaletteCommand } from "./matchCommands.ts";

interface PaletteListProps {
  readonly ref: Ref<HTMLDivElement>;
  /** What the ids of the list and its options begin with. */
  readonly id: string;
  readonly commands: readonly PaletteCommand[];
  readonly selected: number;
  /** Whether the commands stand under the names of their groups, which only the full list does. */
  readonly isGrouped: boolean;
  readonly onChoose: (command: PaletteCommand) => void;
  readonly onPoint: (index: number) => void;
}

/** The commands that were found. The focus stays in the search field; the selected one is marked. */
export function PaletteList({ isGrouped, ref, ...shared }: PaletteListProps) {
  const { t } = useWords();
  const { id, commands } = shared;
  const groups = isGrouped ? [...new Set(commands.map(({ group }) => group))] : [];
  return (
    <div
      ref={ref}
      id={`${id}-list`}
      role="listbox"
      aria-label={t("palette.title")}
      className={styles.list}
      hidden={commands.length === 0}
    >
      {groups.map((group) => (
        <Group key={group} label={t(`palette.groups.${group}`)}>
          <Options {...shared} group={group} />
        </Group>
      ))}
      {!isGrouped && <Options {...shared} />}
    </div>
  );
}

function Group({
  label,
  children,
}: {
  readonly label: string;
  readonly children: React.ReactNode;
}) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
    <div role="group" aria-labelledby={id}>
      <div id={id} className={styles.group}>
        {label}
      </div>
      {children}
    </div>
  );
}

interface OptionsProps extends Omit<PaletteListProps, "ref" | "isGrouped"> {
  /** Only those of this group. */
  readonly group?: PaletteCommand["group"];
}

function Options({ id, commands, selected, onChoose, onPoint, group }: OptionsProps) {
  return commands.map((command, index) => {
    const { label, hint, icon: Icon, shortcut } = command;
    if (group !== undefined && command.group !== group) return null;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and takes the keys
      // biome-ignore lint/a11y/useFocusableInteractive: the same
      <div
        key={command.id}
        id={`${id}-${index}`}
        role="option"
        aria-selected={index === selected}
        className={styles.option}
        onMouseDown={(event) => event.preventDefault()}
        onMouseMove={() => onPoint(index)}
        onClick={() => onChoose(command)}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.label}>{label}</span>
        {hint && <span className={styles.hint}>{hint}</span>}
        {shortcut && <kbd className={styles.keys}>{keysOf(shortcut)}</kbd>}
      </div>
    );
  });
}
