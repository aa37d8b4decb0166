import { changeNow } from "../../actions/changeNow.ts";
import { Button } from "../../components/Button.tsx";
import { useSnapshot } from "../../store.ts";
import { useStepWords } from "./useStepWords.ts";

/** The way back once config.toml has changed: the bytes it had before. Nothing where nothing was changed. */
export function UndoButton() {
  const say = useStepWords();
  const canUndo = useSnapshot(({ undo }) => undo?.isImmediate === true);
  if (!canUndo) return null;
  return <Button onClick={() => void changeNow({ kind: "undo" })}>{say("undo")}</Button>;
}
