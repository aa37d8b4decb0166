import type { AppError } from "../errors.ts";
import type { Keeping } from "./session.ts";

/** What a page shows, as far as blocks may be in it. */
export interface PageTexts {
  /** The texts of the elements that hold code or can be copied from, in the page's order. */
  readonly parts: readonly string[];
  readonly whole: string;
}

/** Told what the pages of the service give while their window is open. Texts and files hold tokens. */
export interface DashboardWindowListener {
  /** A page was opened, or has changed. */
  onTexts(texts: PageTexts): void;
  /** The user downloaded a file there, or why it was not taken. */
  onDownload(content: Uint8Array | AppError): void;
  /** Where the pages' session is kept; undefined: there is none any more. */
  onSession(keeping: Keeping | undefined): void;
}

/** The service's own pages in a locked-down window, for a service that offers this program nothing else. */
export interface DashboardWindow {
  /**
   * Opens it, with the session that was kept, or brings it to the front.
   *
   * @throws AppError `DASHBOARD_ADDRESS_MISSING`, `DASHBOARD_ADDRESS_REFUSED`, `DASHBOARD_UNREACHABLE`
   */
  open(listener: DashboardWindowListener): Promise<void>;
  /** Where a session of an earlier run is kept; opens nothing. */
  kept(): Promise<Keeping | undefined>;
  /** Closes it and forgets its session on this computer; tells whether there was one. */
  forget(): Promise<boolean>;
}
