import type { WebContents } from "electron";
import { z } from "zod";
import type { PageTexts } from "../app/account/dashboardWindow.ts";
import { nextTexts } from "./nextTexts.ts";

/** Any world but the page's own (0) and Electron's (999). */
const WORLD = 4747;

const limits = {
  /** Between a change and the look at it; pages change in bursts. */
  pauseMs: 500,
  /** In all. */
  maxChars: 512 * 1024,
  maxParts: 200,
};

const pageTexts = z.strictObject({ parts: z.array(z.string()), whole: z.string() });

/**
 * Tells the texts of each page, and again when they have changed, as long as the page can be seen. They are read
 * in a world of their own, where no script of the page can reach; the page gets nothing.
 */
export function watchTexts(contents: WebContents, onTexts: (texts: PageTexts) => void): void {
  const code = `(${nextTexts.toString()})(${JSON.stringify(limits)})`;
  let page = 0;

  async function follow(own: number): Promise<void> {
    while (own === page && !contents.isDestroyed()) {
      // Never settles, or fails, when the page goes away.
      const answer = await contents.executeJavaScriptInIsolatedWorld(WORLD, [{ code }]);
      const { data } = pageTexts.safeParse(answer);
      if (own !== page || !data) return;
      onTexts(data);
    }
  }

  contents.on("dom-ready", () => {
    page += 1;
    follow(page).catch(() => undefined);
  });
  contents.once("destroyed", () => {
    page += 1;
  });
}
