import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { closeDialog } from "../flow.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./DialogFrame.module.css";
import { Kit } from "./Kit.tsx";
import { useFocusReturn } from "./useFocusReturn.ts";

interface DialogFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The button that carries the change out; undefined when there is nothing to do. */
  readonly action: ReactNode | undefined;
  /** What else can be done, away from the way out. */
  readonly aside?: ReactNode;
}

/** What all dialogs share: title, content that scrolls by itself, and the way out. */
export function DialogFrame({ title, children, action, aside }: DialogFrameProps) {
  const { t } = useWords();
  useFocusReturn();
  const classNames = {
    content: styles.content ?? "",
    header: styles.header ?? "",
    title: styles.title ?? "",
    close: styles.close ?? "",
    body: styles.body ?? "",
    overlay: styles.overlay ?? "",
  };
  return (
    <Kit>
      {/* The page itself never scrolls, so there is no scrolling to lock. */}
      <Modal
        opened
        onClose={closeDialog}
        title={title}
        size={640}
        // Held at the top: what arrives later lets it grow downwards, and nothing moves.
        yOffset="4dvh"
        lockScroll={false}
        returnFocus={false}
        classNames={classNames}
        closeButtonProps={{ "aria-label": t("dialog.close") }}
        transitionProps={{ transition: "fade", duration: 180 }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll by itself */}
        <div
          role="group"
          className={styles.scroll}
          aria-label={title}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          {children}
        </div>
        <div className={styles.foot}>
          {aside && <div className={styles.aside}>{aside}</div>}
          <Button data-autofocus={!action || undefined} onClick={closeDialog}>
            {action ? t("dialog.cancel") : t("dialog.close")}
          </Button>
          {action}
        </div>
      </Modal>
    </Kit>
  );
}
