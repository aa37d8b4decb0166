import { type RefObject, useLayoutEffect, useRef } from "react";

/** Lets the children of a list glide to their new places when their order changes, keyed by `data-key`. */
export function useGlide(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef(new Map<string, Place>());

  // Places also change with the size of the window; those moves are not ours to show.
  useLayoutEffect(() => {
    if (!list.current) return;
    const element = list.current;
    const observer = new ResizeObserver(() => {
      places.current = placesIn(element);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new order moves the children
  useLayoutEffect(() => {
    const before = places.current;
    // Before the observer's first call nothing has been on screen, and measuring would delay that.
    if (!list.current || before.size === 0) return;
    places.current = placesIn(list.current);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const [key, { element, left, top }] of places.current) {
      const old = before.get(key);
      if (!old || (old.left === left && old.top === top)) continue;
      const from = `translate(${old.left - left}px, ${old.top - top}px)`;
      element.animate([{ transform: from }, { transform: "none" }], {
        duration: 180,
        easing: "ease-out",
      });
    }
  }, [list, order]);
}

interface Place {
  readonly element: HTMLElement;
  readonly left: number;
  readonly top: number;
}

function placesIn(list: HTMLElement): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const element of list.children) {
    if (!(element instanceof HTMLElement)) continue;
    const { offsetLeft: left, offsetTop: top } = element;
    found.set(element.dataset.key ?? "", { element, left, top });
  }
  return found;
}
