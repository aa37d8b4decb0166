import { useEffect } from "react";
import { takeShortcut } from "./actions/takeShortcut.ts";
import { isField } from "./isField.ts";
import { shortcutOf } from "./shortcuts.ts";

/** Listens for the shortcuts of the window. */
export function useShortcuts(): void {
  useEffect(() => {
    const take = (event: KeyboardEvent): void => {
      const shortcut = shortcutOf(event);
      if (shortcut && takeShortcut(shortcut, isField(event.target))) event.preventDefault();
    };
    document.addEventListener("keydown", take);
    return () => document.removeEventListener("keydown", take);
  }, []);
}
