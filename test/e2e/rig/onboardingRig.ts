import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { blockToml } from "../../sandbox/blocks/blockToml.ts";
import type { Balance } from "../../sandbox/sandboxState.ts";
import type { Sandbox } from "../../sandbox/startSandbox.ts";
import { CLOSED_NETWORK } from "./closedNetwork.ts";
import type { DesktopSession } from "./desktopSession.ts";
import { launchApp, type RunningApp } from "./launchApp.ts";
import { type OwnedProcess, startProcess } from "./ownedProcess.ts";
import { type CodexResult, codexProgram, runCodexExec } from "./runCodex.ts";
import type { ThrowAwayHome } from "./throwAwayHome.ts";

/** Keeps the real Codex from asking the network for anything but the provider. */
export const quietConfig =
  "# mine\ncheck_for_update_on_startup = false\n\n[features]\nplugins = false\napps = false\n";

/** The app at its first start, with what a test does in its window. */
export interface Wizard {
  readonly app: RunningApp;
  readonly page: Page;
  heading(name: string | RegExp): Promise<void>;
  button(name: string | RegExp): Locator;
  press(name: string | RegExp): Promise<void>;
  copy(text: string): Promise<void>;
}

/** Drives the window of a running app. */
export function wizardOf(app: RunningApp, page: Page): Wizard {
  const button = (name: string | RegExp) =>
    page.getByRole("button", { name, ...(typeof name === "string" && { exact: true }) });
  return {
    app,
    page,
    heading: (name) => page.getByRole("heading", { level: 1, name }).waitFor(),
    button,
    press: (name) => button(name).click(),
    copy: (text) => app.electron.evaluate(({ clipboard }, it) => clipboard.writeText(it), text),
  };
}

/** Starts the app as somebody has it who starts it for the first time, or again. */
export async function startWizard(given: {
  readonly desktop: DesktopSession;
  readonly home: ThrowAwayHome;
  readonly env?: Readonly<Record<string, string>>;
  /** Before the PATH; undefined: the folder of the real Codex. */
  readonly path?: string;
}): Promise<Wizard> {
  const { desktop, home, env = {} } = given;
  const path = given.path ?? `${join(codexProgram(), "..")}:${process.env.PATH}`;
  const app = await launchApp({ desktop, home, path, env });
  return wizardOf(app, await app.firstWindow());
}

/** Runs the real Codex on a home. */
export function runCodexIn(home: ThrowAwayHome): Promise<CodexResult> {
  return runCodexExec({ codexHome: home.codexHome, tmpdir: home.file("tmp") });
}

/** Starts a task of the real Codex on a home, and leaves it running. */
export function startCodexIn(home: ThrowAwayHome): OwnedProcess {
  return startProcess(codexProgram(), ["exec", "--skip-git-repo-check", "hi"], {
    cwd: home.path,
    env: { PATH: process.env.PATH, ...CLOSED_NETWORK, ...home.env },
  });
}

/** The block of a balance of the service. */
export async function blockFrom(
  sandbox: Sandbox,
  providerId = "photonmark-codex-pay",
): Promise<string> {
  const { balances } = (await sandbox.admin("GET", "/balances")) as { balances: Balance[] };
  const balance = balances.find((one) => one.providerId === providerId);
  if (!balance) throw new Error(`the service has no balance ${providerId}`);
  return blockToml(balance, sandbox.origin);
}
