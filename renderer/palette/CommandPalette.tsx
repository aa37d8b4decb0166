import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { Modal } from "@mantine/core";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Kit } from "../components/Kit.tsx";
import { useFocusReturn } from "../components/useFocusReturn.ts";
import { useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./CommandPalette.module.css";
import { matchCommands, type PaletteCommand } from "./matchCommands.ts";
import { PaletteList } from "./PaletteList.tsx";
import { paletteCommands } from "./paletteCommands.ts";

/** Finds a command by its name and runs it: a search field and the list it controls. */
export function CommandPalette() {
  const { t, language } = useWords();
  const state = useSnapshot((snapshot) => snapshot);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useFocusReturn();

  const commands = useMemo(() => paletteCommands(state, t, language), [state, t, language]);
  const found = useMemo(() => matchCommands(commands, typed), [commands, typed]);
  const selected = Math.min(at, found.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection is the reason to scroll
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [selected, typed]);

  function close(): void {
    useFlow.setState({ isPaletteOpen: false });
  }

  function choose(command: PaletteCommand | undefined): void {
    if (!command) return;
    close();
    command.run();
  }

  function take(event: KeyboardEvent): void {
    // Enter and arrows belong to the input method while it composes a word.
    if (event.nativeEvent.isComposing) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: selected + 1,
      ArrowUp: selected - 1,
      PageDown: Math.min(selected + PAGE, found.length - 1),
      PageUp: Math.max(selected - PAGE, 0),
    };
    const move = moves[event.key];
    if (move !== undefined && found.length > 0) setAt((move + found.length) % found.length);
    else if (event.key === "Enter") choose(found[selected]);
    else return;
    event.preventDefault();
  }

  return (
    <Kit>
      <Modal.Root
        opened
        onClose={close}
        size={560}
        padding={0}
        yOffset="10dvh"
        lockScroll={false}
        returnFocus={false}
        transitionProps={{ transition: "fade", duration: 120 }}
      >
        <Modal.Overlay className={styles.overlay ?? ""} />
        <Modal.Content
          classNames={{ content: styles.content ?? "" }}
          aria-label={t("palette.title")}
        >
          <Modal.Body className={styles.body ?? ""}>
            <div className={styles.search}>
              <Search size={16} strokeWidth={1.75} aria-hidden="true" />
              <input
                data-autofocus
                className={styles.input}
                role="combobox"
                aria-label={t("palette.title")}
                aria-expanded="true"
                aria-controls={`${id}-list`}
                aria-activedescendant={found.length > 0 ? `${id}-${selected}` : undefined}
                aria-autocomplete="list"
                autoComplete="off"
                spellCheck={false}
                placeholder={t("palette.placeholder")}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  setAt(0);
                }}
                onKeyDown={take}
              />
            </div>
            <PaletteList
              ref={list}
              id={id}
              commands={found}
              selected={selected}
              isGrouped={typed.trim() === ""}
              onChoose={choose}
              onPoint={setAt}
            />
            <p role="status" className={found.length === 0 ? styles.nothing : "visually-hidden"}>
              {found.length === 0
                ? t("palette.nothing")
                : t("palette.count", { count: found.length })}
            </p>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </Kit>
  );
}

/** How far Page Up and Page Down go. */
const PAGE = 8;
