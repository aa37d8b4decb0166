import type { ShowRequest } from "../app/place.ts";
import { views } from "../app/views.ts";
import { takeShortcut } from "./actions/takeShortcut.ts";
import { bridge } from "./bridge.ts";
import { openDialog, useFlow } from "./flow.ts";

/** Where the main area is scrolled to when its view has been drawn, in CSS pixels. */
let scrollOnArrival = 0;

/** Takes the user back to where they were in the last window, and tells from now on where they are. */
export async function connectPlace(): Promise<void> {
  // First, so that nothing is missed that comes right after the answer.
  bridge().onShow(take);
  const { place, show } = await bridge().arrive();
  const view = views.find((known) => known === place?.view);
  if (view) useFlow.setState({ view });
  scrollOnArrival = view ? (place?.scroll ?? 0) : 0;
  if (show) take(show);
  useFlow.subscribe(({ view: now }, before) => {
    if (now !== before.view) scrollOnArrival = 0;
    keepPlace();
  });
}

function take(wanted: ShowRequest): void {
  if (wanted === "restart") openDialog({ kind: wanted });
  else takeShortcut(wanted, false);
}

/** Scrolls the main area to where it was, and keeps track of it. A view that is still growing is given a second. */
export function followScroll(main: HTMLElement | null): (() => void) | undefined {
  if (!main) return undefined;
  const wanted = scrollOnArrival;
  const growth = new MutationObserver(() => {
    main.scrollTop = wanted;
    if (main.scrollTop >= wanted - 1) growth.disconnect();
  });
  if (wanted > 0) growth.observe(main, { childList: true, subtree: true });
  const given = setTimeout(() => growth.disconnect(), 1000);
  let rest: ReturnType<typeof setTimeout> | undefined;
  const onScroll = () => {
    clearTimeout(rest);
    rest = setTimeout(() => keepPlace(main.scrollTop), 200);
  };
  main.addEventListener("scroll", onScroll, { passive: true });
  return () => {
    main.removeEventListener("scroll", onScroll);
    clearTimeout(rest);
    clearTimeout(given);
    growth.disconnect();
  };
}

function keepPlace(scroll = document.querySelector("main")?.scrollTop ?? 0): void {
  const { view, dialog } = useFlow.getState();
  bridge().keepPlace({ view, scroll: Math.max(0, scroll), isBusy: dialog !== undefined });
}
