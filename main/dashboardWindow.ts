import { BrowserWindow, type Session, session } from "electron";
import type { DashboardWindow, DashboardWindowListener } from "../app/account/dashboardWindow.ts";
import type { SecretStore } from "../app/account/session.ts";
import { AppError } from "../app/errors.ts";
import { dashboardOrigin, isWithin } from "../app/provider/address.ts";
import {
  createDashboardCookies,
  type DashboardCookies,
} from "./adapters/dashboard/dashboardCookies.ts";
import { createDownloadTaker } from "./adapters/dashboard/takeDownload.ts";
import { watchTexts } from "./dashboardTexts.ts";
import { allowDestinations, lockedPreferences } from "./security.ts";

/** What {@link createDashboardWindow} needs. */
export interface DashboardWindowOptions {
  /** The address of the service; empty: none. */
  getAddress(): string;
  readonly secretStore: SecretStore;
  /** Where downloads are for as long as they take. */
  readonly folder: string;
  /** A file was downloaded and read; the user goes on in our own window. */
  onDownloaded(): void;
}

/** The pages of one service: their session, which is in memory alone, and what is kept of it. */
interface Site {
  readonly origin: URL;
  readonly session: Session;
  readonly cookies: DashboardCookies;
  listener: DashboardWindowListener | undefined;
  restored: Promise<unknown> | undefined;
}

/** Shows the service's own pages in a window that nothing gets out of but texts and small files. */
export function createDashboardWindow(
  options: DashboardWindowOptions,
): Omit<DashboardWindow, "kept"> {
  const sites = new Map<string, Site>();
  let current: { readonly window: BrowserWindow; readonly site: Site } | undefined;
  let creating: Promise<BrowserWindow> | undefined;

  function siteOf(origin: URL): Site {
    const known = sites.get(origin.origin);
    if (known) return known;
    // Without "persist:" a partition is never written to disk.
    const pages = session.fromPartition(`dashboard ${origin.origin}`);
    const { secretStore } = options;
    const cookies = createDashboardCookies({ origin, cookies: pages.cookies, secretStore });
    const site = { origin, session: pages, cookies, listener: undefined, restored: undefined };
    sites.set(origin.origin, site);
    allowDestinations(pages, (address) => isWithin(origin, address));
    keepCookies(site);
    takeDownloads(site, options);
    return site;
  }

  /** What was kept in an earlier run is to be forgotten too. */
  function addChosenSite(): void {
    try {
      siteOf(dashboardOrigin(options.getAddress()));
    } catch (error) {
      // An address that is refused has no session.
      if (!(error instanceof AppError)) throw error;
    }
  }

  async function create(site: Site): Promise<BrowserWindow> {
    site.restored ??= site.cookies.restore();
    await site.restored;
    site.listener?.onSession(await site.cookies.save());
    const window = pageWindow(site);
    current = { window, site };
    window.once("closed", () => {
      if (current?.window === window) current = undefined;
    });
    return window;
  }

  return {
    async open(listener) {
      const address = options.getAddress();
      if (address === "") throw new AppError("DASHBOARD_ADDRESS_MISSING");
      const site = siteOf(dashboardOrigin(address));
      site.listener = listener;
      await creating;
      if (current?.site !== site) current?.window.destroy();
      if (current) return bringToFront(current.window);
      creating = create(site);
      try {
        await load(await creating, site.origin);
      } finally {
        creating = undefined;
      }
    },

    async forget() {
      await creating;
      current?.window.destroy();
      addChosenSite();
      let had = false;
      for (const site of sites.values()) {
        site.listener = undefined;
        await site.session.clearStorageData();
        await site.session.clearCache();
        had = (await site.cookies.forget()) || had;
      }
      return had;
    },
  };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function pageWindow(site: Site): BrowserWindow {
  const { host } = site.origin;
  const window = new BrowserWindow({
    title: host,
    width: 1000,
    height: 760,
    minWidth: 480,
    minHeight: 400,
    autoHideMenuBar: true,
    webPreferences: { ...lockedPreferences(), session: site.session, safeDialogs: true },
  });
  // There is no address bar, so the title says whose page this is, in front of what the page says.
  window.on("page-title-updated", (event, title) => {
    event.preventDefault();
    window.setTitle(`${host} · ${title}`);
  });
  // A page does not decide whether its window closes.
  window.webContents.on("will-prevent-unload", (event) => event.preventDefault());
  watchTexts(window.webContents, (texts) => site.listener?.onTexts(texts));
  return window;
}

/** @throws AppError `DASHBOARD_UNREACHABLE`, and the window is gone: it would be blank */
async function load(window: BrowserWindow, origin: URL): Promise<void> {
  try {
    await window.loadURL(origin.href);
  } catch (error) {
    if (window.isDestroyed()) return;
    const reason = error instanceof Error && "code" in error ? String(error.code) : "";
    const { webContents } = window;
    // The user was faster and is on another page by now.
    const isElsewhere = webContents.isLoadingMainFrame() || webContents.getURL() !== "";
    if (reason === "ERR_ABORTED" && isElsewhere) return;
    window.destroy();
    throw new AppError("DASHBOARD_UNREACHABLE", { origin: origin.origin, reason });
  }
}

function keepCookies(site: Site): void {
  let isSaving = false;
  let isDirty = false;
  site.session.cookies.on("changed", async () => {
    isDirty = true;
    if (isSaving) return;
    isSaving = true;
    while (isDirty) {
      isDirty = false;
      const keeping = await site.cookies.save();
      site.listener?.onSession(keeping);
    }
    isSaving = false;
  });
}

function takeDownloads(site: Site, { folder, onDownloaded }: DashboardWindowOptions): void {
  const downloads = createDownloadTaker(folder, site.origin);
  site.session.on("will-download", async (event, item) => {
    try {
      site.listener?.onDownload(await downloads.take(event, item));
      onDownloaded();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      site.listener?.onDownload(error);
    }
  });
}
