import { createContext, useEffect, useState } from "react";

/** For so many ms after cards have changed places, a click may be meant for the card that was there before. */
const SETTLING_MS = 500;

/** Whether the cards around have just changed places. */
export const Settling = createContext(false);

/** Whether what is in the list has changed places so lately that the pointer may rest on another one than its user thinks. */
export function useSettling(order: readonly string[]): boolean {
  const [settled, setSettled] = useState(order);
  const places = order.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same order in another array is no move
  useEffect(() => {
    const timer = setTimeout(() => setSettled(order), SETTLING_MS);
    return () => clearTimeout(timer);
  }, [places]);
  return haveMoved(settled, order);
}

/** What has come or gone does not count: nobody was about to click there. */
function haveMoved(before: readonly string[], after: readonly string[]): boolean {
  const stayed = before.filter((key) => after.includes(key));
  const now = after.filter((key) => before.includes(key));
  return stayed.join("\n") !== now.join("\n");
}
