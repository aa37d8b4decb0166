import { afterAll, afterEach, beforeAll } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/startSandbox.ts";
import { type DesktopSession, startDesktopSession } from "./desktopSession.ts";
import { blockFrom, startWizard, type Wizard } from "./onboardingRig.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./trayHost.ts";

/** Where Codex has its settings, below the home of a test. */
export const configFile = ".codex/config.toml";

/** What the tests of a file share: a desktop and a service; and what each of them makes for itself. */
export interface WizardSuite {
  sandbox(): Sandbox;
  /** The block of Pay, and that of Boost. */
  pay(): string;
  boost(): string;
  /** A home of somebody who has never started the app. */
  newcomer(config?: string | Uint8Array, settings?: object): Promise<ThrowAwayHome>;
  start(
    home: ThrowAwayHome,
    given?: { env?: Record<string, string>; path?: string },
  ): Promise<Wizard>;
  /** To be done after the test, the last one first. */
  cleanUp(work: () => unknown): void;
}

/** Sets a test file up for the wizard. */
export function wizardSuite(): WizardSuite {
  let desktop: DesktopSession;
  let trayHost: TrayHost;
  let sandbox: Sandbox;
  let blocks: readonly string[] = [];
  const cleanUps: (() => unknown)[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox();
    blocks = [await blockFrom(sandbox), await blockFrom(sandbox, "photonmark-codex-boost")];
    desktop = await startDesktopSession();
    trayHost = await startTrayHost(desktop.busAddress);
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(async () => {
    trayHost?.stop();
    await desktop?.stop();
    await sandbox?.stop();
  });
  return {
    sandbox: () => sandbox,
    pay: () => blocks[0] ?? "",
    boost: () => blocks[1] ?? "",
    async newcomer(config, settings) {
      const files = {
        ...(config !== undefined && { [configFile]: config }),
        ...(settings && { "user-data/settings.json": JSON.stringify(settings) }),
      };
      const home = await createThrowAwayHome(files, { isFirstRun: true });
      cleanUps.push(() => home.remove());
      return home;
    },
    async start(home, given = {}) {
      const wizard = await startWizard({ desktop, home, ...given });
      cleanUps.push(() => wizard.app.close());
      return wizard;
    },
    cleanUp: (work) => cleanUps.push(work),
  };
}

/** The table of a block without its root keys, to stand in a file beside another one. */
export function tableOf(block: string): string {
  return block.slice(block.indexOf("[model_providers"));
}
