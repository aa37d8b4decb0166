import { resolve } from "node:path";
import type { Terminal } from "./terminal.ts";

/** `diagnostics`: writes an archive for support, without secrets. */
export async function diagnostics(
  { application, t, run, message }: Terminal,
  file: string,
): Promise<void> {
  await application.execute("reload", { askCodex: true });
  await application.settled();
  const path = resolve(file);
  if (await run("exportDiagnostics", { path })) message(t("cli.diagnosticsSaved", { path }));
}
