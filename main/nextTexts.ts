import type { PageTexts } from "../app/account/dashboardWindow.ts";

/** How much to read, and how soon after a change, in milliseconds. */
interface Limits {
  readonly pauseMs: number;
  readonly maxChars: number;
  readonly maxParts: number;
}

/** What is remembered of a page between two calls. */
interface Watch {
  isDirty: boolean;
  wake: () => void;
  told: string | undefined;
}

/**
 * Waits until the page it runs in shows other texts than it told last, and tells them; at once the first time.
 * Runs in a page, as text, and so must use nothing from around it.
 */
export async function nextTexts({ pauseMs, maxChars, maxParts }: Limits): Promise<PageTexts> {
  const world = globalThis as { photonmarkWatch?: Watch };

  function begin(): Watch {
    const started: Watch = { isDirty: true, wake: () => {}, told: undefined };
    const everything = { attributes: true, characterData: true, childList: true, subtree: true };
    new MutationObserver(() => {
      started.isDirty = true;
      started.wake();
    }).observe(document, everything);
    document.addEventListener("visibilitychange", () => started.wake());
    return started;
  }

  function read(): PageTexts {
    let left = maxChars;
    const cut = (text: string) => {
      const taken = text.slice(0, left);
      left -= taken.length;
      return taken;
    };
    const elements = document.querySelectorAll<HTMLElement>("textarea, pre, code");
    // Not textContent: pages put each line of code into an element of its own, without a line break.
    const shown = (element: HTMLElement) =>
      // biome-ignore lint/performance/useDomNodeTextContent: see above
      element instanceof HTMLTextAreaElement ? element.value : element.innerText;
    const parts = [...elements]
      .filter((element) => !element.parentElement?.closest("pre") && element.checkVisibility())
      .slice(0, maxParts)
      .map((element) => cut(shown(element)));
    return { parts, whole: document.body ? cut(shown(document.body)) : "" };
  }

  world.photonmarkWatch ??= begin();
  const watch = world.photonmarkWatch;
  for (;;) {
    while (!watch.isDirty || document.visibilityState !== "visible")
      await new Promise<void>((resolve) => {
        watch.wake = resolve;
      });
    if (watch.told !== undefined) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    watch.isDirty = false;
    const texts = read();
    const told = JSON.stringify(texts);
    if (told === watch.told) continue;
    watch.told = told;
    return texts;
  }
}
