import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Notification.css";
import "@mantine/notifications/styles.css";
import { Notifications, notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { changeNow } from "../actions/changeNow.ts";
import { dismissNotice, type Notice, useNotice } from "../notices.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { FailureNotice } from "./FailureNotice.tsx";
import { Kit } from "./Kit.tsx";
import styles from "./Toasts.module.css";

/** How long a notice stays, in ms: what is to be read or undone, and what is to be acted on. The pointer or the
 * focus on it stops the clock, Escape takes it off. */
const SHOWN_MS = { done: 10_000, hint: 10_000, failure: 30_000 } as const;

/** Shows the notice of the moment at the lower right. */
export function Toasts() {
  const { t } = useWords();
  const notice = useNotice((state) => state.notice);
  const closeLabel = t("toast.close");

  useEffect(() => {
    notifications.clean();
    if (!notice) return;
    notifications.show({
      id: `notice-${notice.id}`,
      role: "group",
      autoClose: SHOWN_MS[notice.kind],
      message: <ToastBody notice={notice} />,
      closeButtonProps: { "aria-label": closeLabel },
      onClose: () => {
        if (useNotice.getState().notice === notice) dismissNotice();
      },
    });
  }, [notice, closeLabel]);

  useEffect(() => {
    if (!notice) return;
    const dismiss = (event: KeyboardEvent): void => {
      // A menu or a dialog takes the key first.
      if (event.key !== "Escape" || document.querySelector('[role="menu"], [role="dialog"]'))
        return;
      dismissNotice();
    };
    document.addEventListener("keydown", dismiss);
    return () => document.removeEventListener("keydown", dismiss);
  }, [notice]);

  return (
    <Kit>
      <section aria-label={t("toast.label")}>
        <Notifications
          withinPortal={false}
          position="bottom-right"
          layout="stacked"
          containerWidth={400}
          transitionDuration={180}
          limit={1}
          classNames={{ root: styles.root ?? "", notification: styles.toast ?? "" }}
        />
      </section>
    </Kit>
  );
}

function ToastBody({ notice }: { readonly notice: Notice }) {
  const { t } = useWords();
  // This button goes away with the notice; the focus must not go with it.
  function undo(): void {
    document.querySelector<HTMLElement>("main")?.focus();
    void changeNow({ kind: "undo" });
  }

  if (notice.kind === "failure") return <FailureNotice failure={notice.failure} />;
  return (
    <div className={styles.body}>
      <div className={styles.words}>
        <p>
          <strong>{notice.title}</strong>
        </p>
        {notice.body && <p className="dimmed">{notice.body}</p>}
      </div>
      {notice.kind === "done" && notice.canUndo && (
        <Button size="small" onClick={undo}>
          {t("toast.undo")}
        </Button>
      )}
    </div>
  );
}
