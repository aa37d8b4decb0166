import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { patience } from "../../support/patience.ts";
import { createChangeSignal } from "./changeSignal.ts";
import { requireProgram } from "./requireProgram.ts";
import type { ThrowAwayHome } from "./throwAwayHome.ts";

/** A real Chromium in the place of the user's own browser. */
export interface SystemBrowser {
  /** Put it before the PATH of a program, which then opens addresses in this browser. */
  readonly binFolder: string;
  /** The page a program opened, as soon as it did. */
  openedPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts the browser, headless, and a stand-in for `xdg-open` that hands it the addresses. */
export async function startSystemBrowser(home: ThrowAwayHome): Promise<SystemBrowser> {
  const binFolder = home.file("bin");
  const opened = home.file("opened-address");
  await mkdir(binFolder, { recursive: true });
  await home.write(
    "bin/xdg-open",
    `#!/bin/sh\nprintf '%s' "$1" > '${opened}.part'\nmv '${opened}.part' '${opened}'\n`,
  );
  await chmod(join(binFolder, "xdg-open"), 0o755);
  const browser: Browser = await chromium.launch({
    executablePath: requireProgram("chromium"),
    args: [
      // As root Chromium's sandbox does not start; it sees pages of this test alone.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const changed = createChangeSignal();
  const timer = setInterval(() => changed.notify(), 50);
  return {
    binFolder,
    async openedPage() {
      const read = () => readFile(opened, "utf8").catch(() => undefined);
      const address = await changed.until(read, patience(), "an address opened in the browser");
      await rm(opened);
      const page = await browser.newPage();
      page.setDefaultTimeout(patience());
      await page.goto(address);
      return page;
    },
    async close() {
      clearInterval(timer);
      await browser.close();
    },
  };
}
