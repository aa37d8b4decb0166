import { nextZoom, type Zoom } from "../../app/settings.ts";
import type { Shortcut } from "../../app/shortcuts.ts";
import { isView } from "../../app/views.ts";
import { openDialog, openPalette, showView, useFlow } from "../flow.ts";
import { useAppState } from "../store.ts";
import { changeSettings } from "./changeSettings.ts";
import { importFrom } from "./importFrom.ts";
import { refresh } from "./refresh.ts";
import { isSettingUp } from "./setUp.ts";

/** What works also while a dialog is open. */
const always: ReadonlySet<Shortcut> = new Set<Shortcut>(["zoomIn", "zoomOut", "zoomReset"]);

/** What works while Codex is set up, where the rest of the window is out of reach. */
const whileSettingUp: ReadonlySet<Shortcut> = new Set<Shortcut>([...always, "open", "refresh"]);

/** Does what a shortcut stands for; false leaves the keys to the page, as in a field where they edit. */
export function takeShortcut(shortcut: Shortcut, isInField: boolean): boolean {
  const { snapshot } = useAppState.getState();
  if (!snapshot || (useFlow.getState().dialog && !always.has(shortcut))) return false;
  if (isSettingUp() && !whileSettingUp.has(shortcut)) return false;
  if (isView(shortcut)) {
    showView(shortcut);
    return true;
  }
  switch (shortcut) {
    case "palette":
      openPalette();
      return true;
    case "open":
      void importFrom({ kind: "dialog" });
      return true;
    case "refresh":
      void refresh();
      return true;
    case "undo":
      if (isInField || !snapshot.undo) return false;
      openDialog({ kind: "change", change: { kind: "undo" }, isStale: false });
      return true;
    case "zoomIn":
    case "zoomOut":
      void changeZoom(
        nextZoom(askedZoom ?? snapshot.settings.zoom, shortcut === "zoomIn" ? 1 : -1),
      );
      return true;
    case "zoomReset":
      void changeZoom(100);
      return true;
    case "paste":
      // The paste event does it, for every way there is to paste.
      return false;
  }
}

/** The zoom that was asked for last, until the settings have it: keys are pressed faster than settings are written. */
let askedZoom: Zoom | undefined;

async function changeZoom(zoom: Zoom): Promise<void> {
  askedZoom = zoom;
  await changeSettings({ zoom });
  if (askedZoom === zoom) askedZoom = undefined;
}
