import { app, type Session, shell, type WebContents } from "electron";
import type { FileViewer } from "../app/desktopPorts.ts";
import { AppError } from "../app/errors.ts";
import { isWithin } from "../app/provider/address.ts";

/** The one origin that our windows show. */
export const appOrigin = "app://bundle";

/** The web preferences of our own window. */
export function webPreferences(preload: string) {
  return { preload, ...lockedPreferences() } as const;
}

/** The web preferences of every window: no Node, no shared world, sandboxed. */
export function lockedPreferences() {
  return {
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  } as const;
}

/**
 * The content security policy sent with every page. Styles of our UI kit are set from script and carry the
 * nonce; nothing else inline runs.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Closes what Chromium leaves open; call it before the app is ready. */
export function hardenApp(): void {
  // It would take back a --no-sandbox, without which nothing runs as root; our launcher adds that for root alone.
  // Our own windows ask for the sandbox themselves.
  if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  app.on("web-contents-created", (_event, contents) => confine(contents));
  app.on("session-created", denyPermissions);
}

const destinations = new WeakMap<Session, (address: string) => boolean>();

/** Lets the pages of a session go where `isAllowed` says; the pages of any other stay where they are. */
export function allowDestinations(session: Session, isAllowed: (address: string) => boolean): void {
  destinations.set(session, isAllowed);
}

/** Keeps a page where it is, or where its session allows: no new windows, no embedded guests. */
function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  const refuseOthers = (event: { preventDefault(): void; readonly url: string }) => {
    const isAllowed = destinations.get(contents.session);
    if (!isAllowed?.(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", refuseOthers);
  contents.on("will-redirect", refuseOthers);
  contents.on("will-frame-navigate", refuseOthers);
  contents.on("will-attach-webview", refuse);
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  if (import.meta.env.DEV && process.env.ELECTRON_RENDERER_URL) helpDeveloper(contents);
}

/** `npm run dev`: F12 opens the tools, and a change that cannot be taken in loads the page anew. */
function helpDeveloper(contents: WebContents): void {
  if (!destinations.has(contents.session))
    allowDestinations(contents.session, (address) => address.startsWith(`${appOrigin}/`));
  contents.on("before-input-event", (_event, { type, key }) => {
    if (type === "keyDown" && key === "F12") contents.toggleDevTools();
  });
}

/** Denies every permission; the app asks for none. */
export function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, callback) => callback({}));
}

/**
 * Opens a page of the service in the user's own browser.
 *
 * @param origin - the service's origin, to which the address must belong
 * @throws Error for any other address, which would be a bug
 */
export async function openInBrowser(address: string, origin: string): Promise<void> {
  if (!isWithin(new URL(origin), address))
    throw new Error("This address is not opened in the browser.");
  await shell.openExternal(new URL(address).href);
}

/** Opens and shows the user's own files; no page names one. */
export const desktopFileViewer: FileViewer = {
  async open(path) {
    // What went wrong is told in words of the system, in its language.
    if ((await shell.openPath(path)) !== "") throw new AppError("FILE_NOT_OPENED", { path });
  },
  async reveal(path) {
    shell.showItemInFolder(path);
  },
};
