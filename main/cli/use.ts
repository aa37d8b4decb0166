import { reportChange } from "./reportChange.ts";
import type { OutputOptions, Terminal } from "./terminal.ts";

/** `use`: makes a provider active. */
export async function use(
  terminal: Terminal,
  providerId: string,
  options: OutputOptions,
): Promise<void> {
  const { t, run } = terminal;
  const change = { kind: "activate", providerId } as const;
  if (options.preview) return terminal.preview(change, options);
  const report = await run("change", { change });
  if (!report) return;
  const name = report.activeName ?? providerId;
  const words = {
    changed: t("cli.used", { id: providerId, name }),
    unchanged: t("cli.alreadyUsed", { id: providerId, name }),
  };
  await reportChange(terminal, report, words, options);
}
