import { join } from "node:path";
import { BrowserWindow, nativeTheme, screen, type WebContents } from "electron";
import { channels } from "../app/channels.ts";
import type { Arrival, Place, ShowRequest } from "../app/place.ts";
import type { Settings, WindowBounds, WindowMemory } from "../app/settings.ts";
import { closeWhenHidden } from "./closeWhenHidden.ts";
import { appOrigin, webPreferences } from "./security.ts";
import { boundsNear, boundsOnScreen, smallest } from "./windowBounds.ts";

const background = { light: "#F7F8FA", dark: "#0F1115" };

/** What was moved is written down when it has rested for this time, in milliseconds. */
const REST_MS = 500;

/** What the window needs of the program. */
export interface MainWindowOptions {
  readonly title: string;
  readonly getSettings: () => Settings;
  /** Called before a page is loaded. */
  readonly servePages: () => void;
  /** Told when people look at the window again, which is not before a new page has come so far that it draws its views. */
  readonly onSeen: () => void;
  /** Keeps what the window remembers for the next start. */
  readonly remember: (memory: Partial<Pick<Settings, WindowMemory>>) => void;
}

/** The one window, which exists only while it is open: without it the program is small and idle. */
export class MainWindow {
  #window: BrowserWindow | undefined;
  #zoomFactor = 1;
  #place: Place | undefined;
  #show: ShowRequest | undefined;
  /** Whether the page in the window has asked what to start with, and listens to what comes after that. */
  #hasArrived = false;
  readonly #options: MainWindowOptions;

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** The page in the window, if it is open. */
  get contents(): WebContents | undefined {
    return this.#window?.webContents;
  }

  /** Whether there is a window that can be seen. */
  get isOpen(): boolean {
    const window = this.#window;
    return window ? window.isVisible() && !window.isMinimized() : false;
  }

  /** Shows everything in the window at so many percent of its size, from now on. */
  setZoom(percent: number): void {
    this.#zoomFactor = percent / 100;
    const contents = this.contents;
    if (contents && contents.zoomFactor !== this.#zoomFactor)
      contents.setZoomFactor(this.#zoomFactor);
  }

  /** Opens the window, or brings it to the front. `near`: where the tray icon is that was clicked. */
  show(near?: WindowBounds): void {
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
      this.#options.onSeen();
      return;
    }
    this.#window = this.#create(near);
  }

  /** Opens the window and has it show something. */
  request(show: ShowRequest): void {
    // A page that does not listen yet asks for it when it arrives, which is after it has been loaded.
    if (this.#hasArrived) this.contents?.send(channels.show, show);
    else this.#show = show;
    this.show();
  }

  /** What a new page starts with. */
  arrive(): Arrival {
    const show = this.#show;
    this.#show = undefined;
    this.#hasArrived = true;
    setImmediate(this.#options.onSeen);
    return { place: this.#place, show };
  }

  /** Keeps where the user is for the next page. */
  keepPlace(place: Place): void {
    this.#place = place;
  }

  #create(near: WindowBounds | undefined): BrowserWindow {
    const { windowBounds, isMaximized } = this.#options.getSettings();
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const remembered = boundsOnScreen(windowBounds, areas);
    const bounds = near
      ? boundsNear(near, remembered, screen.getDisplayMatching(near).workArea)
      : remembered;
    const window = new BrowserWindow({
      title: this.#options.title,
      ...bounds,
      minWidth: smallest.width,
      minHeight: smallest.height,
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
    // The frame stands in the page itself, so that it is what is painted first. "ready-to-show" comes two frames later,
    // and on some machines not at all.
    window.webContents.once("dom-ready", () => {
      if (isMaximized && !near) window.maximize();
      window.show();
      this.#rememberBounds(window);
    });
    // A page that is loaded anew has to ask anew.
    window.webContents.on("did-navigate", () => {
      this.#hasArrived = false;
    });
    window.once("closed", () => {
      this.#window = undefined;
      this.#hasArrived = false;
    });
    closeWhenHidden(window, () => this.#place?.isBusy ?? false);
    this.#options.servePages();
    void window.loadURL(`${appOrigin}/index.html`);
    return window;
  }

  /** Remembers where the user moves the window; where this program has put it is nothing to remember. */
  #rememberBounds(window: BrowserWindow): void {
    let given = window.getNormalBounds();
    let rest: NodeJS.Timeout | undefined;
    const write = () => {
      clearTimeout(rest);
      if (window.isDestroyed() || window.isMinimized()) return;
      const windowBounds = window.getNormalBounds();
      const isMaximized = window.isMaximized();
      const isMoved = JSON.stringify(windowBounds) !== JSON.stringify(given);
      if (!isMoved && isMaximized === this.#options.getSettings().isMaximized) return;
      given = windowBounds;
      this.#options.remember({ windowBounds, isMaximized });
    };
    const writeSoon = () => {
      clearTimeout(rest);
      rest = setTimeout(write, REST_MS);
    };
    window.on("move", writeSoon);
    window.on("resize", writeSoon);
    window.on("maximize", writeSoon);
    window.on("unmaximize", writeSoon);
    window.on("close", write);
  }
}
