import type { StagedBlock } from "../../app/change/stagedBlock.ts";
import { AppError, toFailure } from "../../app/errors.ts";
import { readStandardInput } from "../adapters/blocks/readBlockFile.ts";
import { reportChange } from "./reportChange.ts";
import type { OutputOptions, Terminal } from "./terminal.ts";

async function stage(
  { run, data, fail }: Terminal,
  file: string,
  { json }: OutputOptions,
): Promise<StagedBlock | undefined> {
  if (file !== "-") return run("stageBlock", { source: { kind: "path", path: file } });
  try {
    const bytes = await readStandardInput();
    return await run("stageBlock", { source: { kind: "bytes", bytes } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const failure = toFailure(error);
    if (json) data(JSON.stringify(failure, null, 2));
    fail(failure);
    return undefined;
  }
}

/** `import`: adds or updates the providers of a block; root keys it suggests are set where the user has none. */
export async function importFile(
  terminal: Terminal,
  file: string,
  options: OutputOptions & { readonly activate?: true },
): Promise<void> {
  const { t, run, message } = terminal;
  const staged = await stage(terminal, file, options);
  if (!staged) return;
  const rootKeys = staged.suggestions
    .filter(({ current }) => current === undefined)
    .map(({ key }) => key);
  const change = {
    kind: "importBlock",
    importId: staged.importId,
    activate: options.activate ?? false,
    rootKeys,
  } as const;
  if (options.preview) return terminal.preview(change, options);
  const report = await run("change", { change });
  if (!report) return;
  const ids = staged.providers.map(({ id }) => id).join(", ");
  const words = { changed: t("cli.imported", { ids }), unchanged: t("cli.alreadyImported") };
  await reportChange(terminal, report, words, options);
  if (rootKeys.length > 0 && report.backupId !== undefined)
    message(t("cli.suggestedRootKeys", { keys: rootKeys.join(", ") }));
  if (staged.leftOut.length > 0) message(t("cli.leftOut", { keys: staged.leftOut.join(", ") }));
}
