import type { CommandContext } from "../context.ts";

/** Opens config.toml in the program that the user edits such files with. @throws AppError `FILE_NOT_FOUND`, `FILE_NOT_OPENED` */
export async function openConfig({ getState, ports }: CommandContext): Promise<undefined> {
  await ports.fileViewer.open(getState().configPath);
}
