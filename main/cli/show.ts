import { withVisibleTricksInLines } from "../../app/config/visibleText.ts";
import { describeCodexFailure } from "../../app/i18n/describeCodexFailure.ts";
import { isReservedId } from "../../app/provider/schema.ts";
import { activeProvider, openFindings } from "../../app/state.ts";
import { displayWidth, padColumns } from "./fitText.ts";
import type { OutputOptions, Terminal } from "./terminal.ts";

/** `status`: the active provider, where the file is, what Codex says of it, and how much the doctor found. */
export async function showStatus(
  { application, t, run, data, fail }: Terminal,
  { json }: OutputOptions,
): Promise<void> {
  await run("reload", {});
  await application.settled();
  await application.execute("diagnose", {});
  const state = application.getState();
  const findings = openFindings(state).length;
  const active = activeProvider(state);
  const { configPath, realConfigPath, configExists, activeProviderId, codexCheck } = state;
  if (json) {
    data(
      JSON.stringify(
        {
          activeProviderId: activeProviderId ?? null,
          activeProvider: active ?? null,
          configPath,
          realConfigPath,
          configExists,
          problem: state.configProblem ?? null,
          codex: codexCheck,
          findings,
        },
        null,
        2,
      ),
    );
  } else if (configPath !== "") {
    if (active) data(t("cli.active", { id: active.id, name: active.name }));
    else if (activeProviderId === undefined)
      data(state.configProblem ? t("cli.activeUnknown") : t("cli.activeNone"));
    else if (isReservedId(activeProviderId)) data(t("cli.activeBuiltIn", { id: activeProviderId }));
    else data(t("cli.activeMissing", { id: activeProviderId }));
    const path = configPath;
    data(configExists ? t("cli.file", { path }) : t("cli.fileMissing", { path }));
    reportCheck({ application, t, message: data });
    if (findings > 0) data(t("cli.doctor.found", { count: findings }));
  }
  if (state.configProblem) fail(state.configProblem);
}

/** `list`: the providers of config.toml in the order they stand there. */
export async function listProviders(
  { application, t, run, data, message, fail }: Terminal,
  { json }: OutputOptions,
): Promise<void> {
  // Codex has no say in what stands in the file.
  await run("reload", { askCodex: false });
  const { providers, activeProviderId, configPath, configProblem } = application.getState();
  const isRead = configPath !== "";
  if (json) {
    const rows = providers.map(({ id, name, baseUrl, service, isActive }) => ({
      id,
      name,
      baseUrl,
      service,
      active: isActive,
    }));
    data(
      JSON.stringify(
        {
          activeProviderId: activeProviderId ?? null,
          problem: configProblem ?? null,
          providers: rows,
        },
        null,
        2,
      ),
    );
  } else if (providers.length === 0) {
    // What a file that cannot be read holds, nobody knows.
    if (!configProblem && isRead) message(t("cli.noProviders"));
  } else {
    const width = Math.max(...providers.map(({ id }) => displayWidth(id)));
    const { isTTY, columns } = process.stdout;
    // A terminal that was never given a size says 0.
    const room = isTTY && columns > 0 ? columns : Number.POSITIVE_INFINITY;
    for (const { id, name, baseUrl, isActive } of providers) {
      const mark = isActive ? "*" : " ";
      const row = `${mark} ${padColumns(id, width)}  ${name}  ${baseUrl}`;
      data(displayWidth(row) <= room ? row : [`${mark} ${id}`, name, baseUrl].join("\n    "));
    }
  }
  if (configProblem) fail(configProblem);
}

/** Says what Codex thinks of the file, once it has been asked. */
export function reportCheck({
  application,
  t,
  message,
}: Pick<Terminal, "application" | "t" | "message">): void {
  const { codexCheck, undo, activeProviderId } = application.getState();
  if (codexCheck.status === "accepted") {
    const { version, effectiveProviderId: id } = codexCheck;
    message(t("cli.codexAccepts", { version }));
    if (id !== undefined && activeProviderId !== undefined && id !== activeProviderId)
      message(t("cli.codexOverrides", { id }));
  }
  if (codexCheck.status === "rejected") {
    const { line, column } = codexCheck;
    const words = withVisibleTricksInLines(codexCheck.message);
    message(
      line === undefined
        ? t("cli.codexRejects", { message: words })
        : t("cli.codexRejectsAt", { message: words, line, column: column ?? 1 }),
    );
    if (undo?.backupId !== undefined) message(t("cli.codexUndo", { id: undo.backupId }));
  }
  if (codexCheck.status === "notFound") message(t("cli.codexNotFound"));
  if (codexCheck.status === "failed")
    message(
      t("cli.codexFailed", {
        message: withVisibleTricksInLines(describeCodexFailure(codexCheck, t)),
      }),
    );
}
