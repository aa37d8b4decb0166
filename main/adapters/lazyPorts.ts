import type { CodexProcesses } from "../../app/codex/codexProcesses.ts";
import type { CodexProgram } from "../../app/codex/codexProgram.ts";
import type { ProviderGateway } from "../../app/codex/providerCheck.ts";
import type { DesktopNotifications } from "../../app/desktopPorts.ts";
import type { DiagnosticsPort } from "../../app/doctor/diagnosticsPort.ts";
import type { OtherFiles, Surroundings } from "../../app/doctor/surroundings.ts";
import type { LoginItem } from "../../app/loginItem.ts";
import type { CodexProgramOptions } from "./codex/askCodex.ts";
import type { DesktopNotificationsOptions } from "./desktopNotifications.ts";
import type { OtherFilesOptions } from "./home/fileOtherFiles.ts";
import type { ProviderGatewayOptions } from "./provider/askProvider.ts";
import type { SurroundingsOptions } from "./surroundings/systemSurroundings.ts";

/** Methods that all answer later, so that what does the work can be loaded first. */
type Asynchronous<Port> = {
  readonly [Name in keyof Port]: (...args: never[]) => Promise<unknown>;
};

/**
 * The named methods of a port that is loaded, once, when one of them is first called: many runs never call any, and
 * the start does not wait for what they need.
 */
export function lazyPort<Port extends Asynchronous<Port>, Name extends keyof Port>(
  load: () => Promise<Port>,
  ...names: readonly Name[]
): Pick<Port, Name> {
  let loading: Promise<Port> | undefined;
  const methods = names.map((name) => [
    name,
    async (...args: never[]) => {
      loading ??= load();
      return (await loading)[name](...args);
    },
  ]);
  return Object.fromEntries(methods) as Pick<Port, Name>;
}

/** The processes of Codex on this machine. */
export function createCodexProcesses(
  getDesktopPath: () => string,
): Omit<CodexProcesses, "chooseDesktop"> {
  return lazyPort(
    async () => {
      const { codexProcessesHere } = await import("./codex/processes/codexProcessesHere.ts");
      return codexProcessesHere(getDesktopPath);
    },
    "list",
    "isRunning",
    "lastTurn",
    "quitDesktop",
  );
}

/** The Codex on this machine. */
export function createCodexProgram(options: CodexProgramOptions): Pick<CodexProgram, "check"> {
  return lazyPort(async () => {
    const { askCodex } = await import("./codex/askCodex.ts");
    return { check: (home: string) => askCodex(options, home) };
  }, "check");
}

/** Asks providers over the network. */
export function createHttpProviderGateway(options: ProviderGatewayOptions): ProviderGateway {
  return lazyPort<ProviderGateway, "askForModels">(async () => {
    const { askProvider } = await import("./provider/askProvider.ts");
    return { askForModels: (request, home) => askProvider(options, request, home) };
  }, "askForModels");
}

/** Whether the desktop shows notifications. */
export function createDesktopNotifications(
  options: DesktopNotificationsOptions,
): DesktopNotifications {
  return lazyPort(
    async () => (await import("./desktopNotifications.ts")).createDesktopNotifications(options),
    "findTrouble",
  );
}

/** What stands around config.toml on this machine. */
export function createSurroundings(options: SurroundingsOptions): Surroundings {
  return lazyPort(
    async () => {
      const { createSystemSurroundings } = await import("./surroundings/systemSurroundings.ts");
      return createSystemSurroundings(options);
    },
    "look",
    "runningSwitchers",
  );
}

/** Files other than config.toml. */
export function createOtherFiles(options: OtherFilesOptions): OtherFiles {
  return lazyPort(
    async () => {
      const { createFileOtherFiles } = await import("./home/fileOtherFiles.ts");
      return createFileOtherFiles(options);
    },
    "read",
    "update",
    "makePrivate",
    "readChange",
    "restore",
  );
}

/** What makes an archive for support. */
export function createDiagnostics(
  folder: string,
  appVersion: string,
  choosePath: DiagnosticsPort["choosePath"],
): DiagnosticsPort {
  const archive = lazyPort(
    async () => {
      const { createZipDiagnostics } = await import("./diagnostics/zipDiagnostics.ts");
      return createZipDiagnostics(folder, appVersion);
    },
    "gather",
    "save",
  );
  return { choosePath, ...archive };
}

/** Whether the desktop of this machine starts the program. */
export function createLoginItem(env: NodeJS.ProcessEnv): LoginItem {
  return lazyPort(
    async () => {
      const { createSystemLoginItem } = await import("./loginItem.ts");
      return createSystemLoginItem(env);
    },
    "isOn",
    "set",
  );
}
