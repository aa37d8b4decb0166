import { useEffect, useState } from "react";
import { importFrom } from "../actions/importFrom.ts";
import { bridge } from "../bridge.ts";
import { useFlow } from "../flow.ts";
import { isField } from "../isField.ts";
import { tell } from "../notices.ts";
import { useWords } from "../useWords.tsx";
import { words } from "../words.ts";
import styles from "./DropArea.module.css";

/** Takes a file that is dropped anywhere in the window, and a paste outside of a field. Neither is read here. */
export function DropArea() {
  const { t } = useWords();
  const [over, setOver] = useState<"nothing" | "file" | "text">("nothing");

  useEffect(() => {
    const stop = new AbortController();
    const listen = <Name extends "dragenter" | "dragover" | "dragleave" | "drop" | "paste">(
      name: Name,
      handle: (event: DocumentEventMap[Name]) => void,
    ) => document.addEventListener(name, handle, { signal: stop.signal });

    const track = (event: DragEvent): void => {
      event.preventDefault();
      if (!event.dataTransfer) return;
      // Also for text: without a drop there would be no occasion to say what to do instead.
      event.dataTransfer.dropEffect = "copy";
      setOver(event.dataTransfer.types.includes("Files") ? "file" : "text");
    };
    listen("dragenter", track);
    listen("dragover", track);
    listen("dragleave", (event) => {
      if (event.relatedTarget === null) setOver("nothing");
    });
    listen("drop", (event) => {
      event.preventDefault();
      setOver("nothing");
      takeDrop([...(event.dataTransfer?.files ?? [])]);
    });
    listen("paste", (event) => {
      if (isField(event.target) || useFlow.getState().dialog) return;
      event.preventDefault();
      void importFrom({ kind: "clipboard" });
    });
    return () => stop.abort();
  }, []);

  if (over === "nothing") return null;
  return (
    <div className={styles.over} data-over={over}>
      <p>{over === "file" ? t("drop.file") : t("drop.text")}</p>
    </div>
  );
}

function takeDrop([file, ...others]: readonly File[]): void {
  const path = file && bridge().pathOf(file);
  if (others.length > 0)
    tell({ kind: "hint", title: words.t("drop.several"), body: words.t("drop.severalHint") });
  else if (path) void importFrom({ kind: "path", path });
  else if (file)
    tell({ kind: "hint", title: words.t("drop.noPath"), body: words.t("drop.noPathHint") });
  else tell({ kind: "hint", title: words.t("drop.text"), body: words.t("drop.textHint") });
}
