import type { WindowBounds } from "../app/settings.ts";

/** What a window may not be smaller than. */
export const smallest = { width: 720, height: 520 } as const;

/** What a window has before anybody has resized it. */
export const usual = { width: 920, height: 640 } as const;

/** So much of the upper edge has to be on a screen for a window to be taken hold of, in points. */
const HOLD = { width: 120, height: 32 } as const;

/**
 * Remembered bounds, unless the screen they were on is gone: the window then opens where the system puts it, in the
 * size it had.
 */
export function boundsOnScreen(
  remembered: WindowBounds | undefined,
  workAreas: readonly WindowBounds[],
): Partial<WindowBounds> & Pick<WindowBounds, "width" | "height"> {
  if (!remembered) return usual;
  const width = Math.max(smallest.width, remembered.width);
  const height = Math.max(smallest.height, remembered.height);
  const { x, y } = remembered;
  const isHeld = workAreas.some((area) => {
    const overlap = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    return overlap >= HOLD.width && y >= area.y && y + HOLD.height <= area.y + area.height;
  });
  return isHeld ? { x, y, width, height } : { width, height };
}

/** The place of a window next to a tray icon, or to where the pointer clicked it: on the screen as a whole. */
export function boundsNear(
  icon: WindowBounds,
  size: Pick<WindowBounds, "width" | "height">,
  area: WindowBounds,
): WindowBounds {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const isBelow = icon.y + icon.height / 2 < area.y + area.height / 2;
  const x = Math.round(icon.x + icon.width / 2 - width / 2);
  const y = isBelow ? icon.y + icon.height : icon.y - height;
  return {
    x: within(x, area.x, area.x + area.width - width),
    y: within(y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
