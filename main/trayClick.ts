import { type Rectangle, screen } from "electron";
import type { WindowBounds } from "../app/settings.ts";

/**
 * Where a tray icon is that was clicked, or at least the pointer that clicked it. Undefined where a window has no say
 * in its place, as under Wayland.
 */
export function clickedAt(icon: Rectangle | undefined): WindowBounds | undefined {
  if (icon && icon.width > 0) return icon;
  const isWayland = process.env.XDG_SESSION_TYPE === "wayland";
  if (process.platform === "linux" && isWayland) return undefined;
  return { ...screen.getCursorScreenPoint(), width: 0, height: 0 };
}
