import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DownloadItem } from "electron";
import { AppError } from "../../../app/errors.ts";
import { readBlockFile } from "../blocks/readBlockFile.ts";
import { makePrivateFolder } from "../home/ownership.ts";

/** Bytes; see `readBlockFile`. */
const MAX_BYTES = 1024 * 1024;

const blockFile = /\.(?:toml|txt|sh|bash|command|ps1|cmd|bat)$/i;

/** What to do with a download that has just begun. */
export interface DownloadTaker {
  /**
   * Takes the content of an installer script or a TOML file. Chromium writes downloads to disk in any case: it goes
   * into a folder for this user alone, which is gone before this returns.
   *
   * @throws AppError `DOWNLOAD_REFUSED`, `BLOCK_TOO_LARGE`, `DASHBOARD_UNREACHABLE`; the download is then cancelled
   */
  take(event: { preventDefault(): void }, item: DownloadItem): Promise<Uint8Array>;
}

/** Takes downloads by way of a folder, in which a crash may have left something. */
export function createDownloadTaker(folder: string, origin: URL): DownloadTaker {
  rmSync(folder, { recursive: true, force: true });

  // Not async: where the file goes has to be said before the event that brought it returns.
  function take(event: { preventDefault(): void }, item: DownloadItem): Promise<Uint8Array> {
    const path = item.getFilename().slice(0, 100);
    const isOurs = item.getURLChain().every((url) => isFrom(origin, url));
    if (!isOurs || !blockFile.test(path)) {
      event.preventDefault();
      return Promise.reject(new AppError("DOWNLOAD_REFUSED", { path }));
    }
    makePrivateFolder(folder);
    const own = mkdtempSync(join(folder, "download-"));
    const file = join(own, "block");
    item.setSavePath(file);
    let isTooLarge = false;
    const measure = () => {
      if (Math.max(item.getReceivedBytes(), item.getTotalBytes()) <= MAX_BYTES) return;
      isTooLarge = true;
      item.cancel();
    };
    item.on("updated", measure);
    return new Promise((resolve, reject) => {
      item.once("done", (_event, state) => {
        const content = isTooLarge
          ? Promise.reject(new AppError("BLOCK_TOO_LARGE", { limitBytes: MAX_BYTES }))
          : state === "completed"
            ? readBlockFile(file)
            : Promise.reject(
                new AppError("DASHBOARD_UNREACHABLE", { origin: origin.origin, reason: state }),
              );
        content
          .finally(() => rmSync(folder, { recursive: true, force: true }))
          .then(resolve, reject);
      });
      measure();
    });
  }

  return { take };
}

/** What a page of the service made itself comes from no address at all. */
function isFrom({ origin }: URL, address: string): boolean {
  if (address.startsWith("data:")) return true;
  return URL.canParse(address) && new URL(address).origin === origin;
}
