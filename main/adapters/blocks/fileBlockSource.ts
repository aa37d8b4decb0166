import type { BlockSource } from "../../../app/desktopPorts.ts";
import { AppError } from "../../../app/errors.ts";
import { readBlockFile } from "./readBlockFile.ts";

/** Takes blocks from files alone: a terminal has no clipboard to read and no dialog to show. */
export const fileBlockSource: BlockSource = {
  fromClipboard: () => Promise.reject(new AppError("CLIPBOARD_EMPTY")),
  fromDialog: () => Promise.resolve(undefined),
  fromPath: readBlockFile,
};
