import { join } from "node:path";
import { app, clipboard, dialog } from "electron";
import type { BlockSource } from "../../../app/desktopPorts.ts";
import { AppError } from "../../../app/errors.ts";
import { readBlockFile } from "./readBlockFile.ts";

/** Takes blocks from the clipboard, from a file the user picks, or from a file they dropped on the window. */
export const electronBlockSource: BlockSource = {
  async fromClipboard() {
    // A promise in current Electron, a string in older ones; both can be awaited.
    const text = await clipboard.readText();
    if (text.trim() === "") throw new AppError("CLIPBOARD_EMPTY");
    return new TextEncoder().encode(text);
  },
  async fromDialog() {
    const path = await chooseFile();
    return path === undefined ? undefined : readBlockFile(path);
  },
  fromPath: readBlockFile,
};

/** Asks the user for a file; undefined when they cancel. */
export async function chooseFile(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({
    properties: ["openFile", "showHiddenFiles"],
  });
  return filePaths[0];
}

/** Asks the user where a new file is to be; undefined when they cancel. */
export async function chooseNewFile(name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: join(app.getPath("documents"), name),
  });
  return canceled || filePath === "" ? undefined : filePath;
}
