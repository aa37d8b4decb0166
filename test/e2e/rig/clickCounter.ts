import type { Page } from "playwright-core";

/** Counts what a person's hand does. */
export interface ClickCounter {
  /** Presses of a pointer so far, on every page it was put on. */
  count(): number;
  /** Counts on this page, too, from now on and on whatever it goes to. */
  watch(page: Page): Promise<void>;
}

declare global {
  var countPress: () => void;
}

/** Counts real presses, not what a test says that it does: an event made by script is not trusted, and not counted. */
export function createClickCounter(): ClickCounter {
  let presses = 0;
  const listen = () =>
    document.addEventListener(
      "pointerdown",
      ({ isTrusted }) => {
        if (isTrusted) globalThis.countPress();
      },
      { capture: true },
    );
  return {
    count: () => presses,
    async watch(page) {
      await page.exposeFunction("countPress", () => {
        presses += 1;
      });
      await page.addInitScript(listen);
      await page.evaluate(listen);
    },
  };
}
