import { join } from "node:path";
import { BrowserWindow, nativeTheme, type WebContents } from "electron";
import { appOrigin, webPreferences } from "./security.ts";

const background = { light: "#F7F8FA", dark: "#0F1115" };

/** The one window, which exists only while it is open: without it the program is small and idle. */
export class MainWindow {
  #window: BrowserWindow | undefined;
  #zoomFactor = 1;
  readonly #title: string;

  constructor(title: string) {
    this.#title = title;
  }

  /** The page in the window, if it is open. */
  get contents(): WebContents | undefined {
    return this.#window?.webContents;
  }

  /** Shows everything in the window at so many percent of its size, from now on. */
  setZoom(percent: number): void {
    this.#zoomFactor = percent / 100;
    const contents = this.contents;
    if (contents && contents.zoomFactor !== this.#zoomFactor)
      contents.setZoomFactor(this.#zoomFactor);
  }

  /** Opens the window, or brings it to the front. */
  show(): void {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
      return;
    }
    this.#window = this.#create();
  }

  #create(): BrowserWindow {
    const window = new BrowserWindow({
      title: this.#title,
      width: 920,
      height: 640,
      minWidth: 720,
      minHeight: 520,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      webPreferences: {
        ...webPreferences(join(import.meta.dirname, "../preload/preload.cjs")),
        zoomFactor: this.#zoomFactor,
      },
    });
    // Chromium remembers a zoom of its own for the page; ours is the one that counts.
    window.webContents.on("did-finish-load", () =>
      window.webContents.setZoomFactor(this.#zoomFactor),
    );
    window.once("ready-to-show", () => window.show());
    window.once("closed", () => {
      this.#window = undefined;
    });
    void window.loadURL(`${appOrigin}/index.html`);
    return window;
  }
}
