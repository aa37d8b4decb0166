import { type RefObject, useEffect, useState } from "react";

/** Within so many px of the top, the beginning of the list counts as in sight. */
const NEAR_TOP = 160;

/**
 * The order to draw a list in. Something that moves to the front does so where people see it: while the front is
 * scrolled out of sight everything stays where it is, and the new order waits until the front comes back.
 */
export function useCalmOrder(
  list: RefObject<HTMLElement | null>,
  order: readonly string[],
): readonly string[] {
  const [held, setHeld] = useState(order);
  const [isAway, setAway] = useState(false);

  useEffect(() => {
    const scroller = list.current?.closest("main");
    if (!scroller) return;
    const look = (): void => setAway(scroller.scrollTop > NEAR_TOP);
    look();
    scroller.addEventListener("scroll", look, { passive: true });
    return () => scroller.removeEventListener("scroll", look);
  }, [list]);

  const shown = isAway ? mergedOrder(held, order) : order;
  if (shown.join("\n") !== held.join("\n")) setHeld(shown);
  return shown;
}

/** The old order without what is gone, and what is new at the end. */
export function mergedOrder(held: readonly string[], order: readonly string[]): readonly string[] {
  const wanted = new Set(order);
  const kept = held.filter((key) => wanted.has(key));
  const known = new Set(kept);
  return [...kept, ...order.filter((key) => !known.has(key))];
}
