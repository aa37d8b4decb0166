import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import type { CodexRestart } from "./useCodexRestart.ts";

interface RestartButtonProps {
  readonly restart: CodexRestart;
  /** Called when there is nothing left to do. */
  readonly onDone: () => void;
}

/** Restarts the desktop app of Codex, or answers what has to be asked first. */
export function RestartButton({ restart, onDone }: RestartButtonProps) {
  const { t } = useWords();
  const { question, isRestarting } = restart;
  const words = {
    working: t("restart.anyway"),
    stillRunning: t("restart.force"),
    none: t("restart.desktop"),
  };
  return (
    <Button
      data-autofocus
      variant={question === "stillRunning" ? "danger" : "primary"}
      isDisabled={isRestarting}
      onClick={() =>
        void restart.restart().then((isDone) => {
          if (isDone) onDone();
        })
      }
    >
      {words[question ?? "none"]}
    </Button>
  );
}
