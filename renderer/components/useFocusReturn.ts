import { useLayoutEffect } from "react";
import { focusOpener } from "../opener.ts";

/** Gives the focus back to what opened the dialog when that goes. */
export function useFocusReturn(): void {
  useLayoutEffect(() => focusOpener, []);
}
