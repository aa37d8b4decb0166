/** Where a block may come from. The bytes never leave the main process. */
export interface BlockSource {
  /** @throws AppError `CLIPBOARD_EMPTY` */
  fromClipboard(): Promise<Uint8Array>;
  /** Asks the user for a file; undefined when they cancel. @throws AppError */
  fromDialog(): Promise<Uint8Array | undefined>;
  /** @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `BLOCK_TOO_LARGE` */
  fromPath(path: string): Promise<Uint8Array>;
}

/** The clipboard of the desktop, for what a view asks to copy and must not get itself. */
export interface Clipboard {
  read(): Promise<string>;
  /** An empty text clears it. */
  write(text: string): Promise<void>;
}

/** Shows the user's own files in the user's own programs. */
export interface FileViewer {
  /** Opens a file in the program that is set for it. @throws AppError `FILE_NOT_OPENED` */
  open(path: string): Promise<void>;
  /** Shows a file in its folder. */
  reveal(path: string): Promise<void>;
}

/** Why the desktop shows no notifications: libnotify is not installed; nothing on the session bus shows them; no bus. */
export type NotificationTrouble = "noLibrary" | "noService" | "noBus";

/** The part of the desktop that shows notifications. */
export interface DesktopNotifications {
  /** Takes 3 seconds at most and never throws; undefined: none is known. */
  findTrouble(): Promise<NotificationTrouble | undefined>;
}
