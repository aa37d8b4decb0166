import { inspect } from "node:util";
import { expect } from "vitest";
import type { Dashboard } from "../../../app/account/dashboard.ts";
import {
  createHttpDashboard,
  type HttpDashboardOptions,
} from "../../../main/adapters/dashboard/httpDashboard.ts";
import { signInAt } from "../../sandbox/client/authorizeApp.ts";
import type { Sandbox } from "../../sandbox/startSandbox.ts";
import { createManualClock, type ManualClock } from "./manualClock.ts";
import { createMemorySecretStore, type MemorySecretStore } from "./memorySecretStore.ts";

/** A dashboard with what it works on. */
export interface TestDashboard {
  readonly dashboard: Dashboard;
  readonly clock: ManualClock;
  readonly secrets: MemorySecretStore;
  /** The addresses that the browser was sent to. */
  readonly opened: string[];
  /** `METHOD path` of every request that was made. */
  readonly requests: string[];
  /** The session in the secret store. @throws when there is none */
  stored(): { accessToken?: string; refreshToken?: string };
  /** Fails if any token that was ever kept is in there. */
  expectNoToken(where: unknown): void;
}

/** Makes a dashboard for an origin; a browser that is opened stays where it is unless told otherwise. */
export function testDashboard(
  origin: string,
  change: Partial<HttpDashboardOptions> & { readonly secrets?: MemorySecretStore } = {},
): TestDashboard {
  const { secrets = createMemorySecretStore(), ...options } = change;
  const clock = createManualClock();
  const opened: string[] = [];
  const requests: string[] = [];
  const dashboard = createHttpDashboard({
    origin,
    secretStore: secrets,
    clock,
    monotonicMs: clock.monotonicMs,
    async openInBrowser(url) {
      opened.push(url);
    },
    ...options,
    fetch(url, init) {
      requests.push(`${init.method ?? "GET"} ${new URL(url).pathname}`);
      return (options.fetch ?? fetch)(url, init);
    },
  });
  return {
    dashboard,
    clock,
    secrets,
    opened,
    requests,
    stored: () =>
      JSON.parse(secrets.entries.get(origin) ?? "") as ReturnType<TestDashboard["stored"]>,
    expectNoToken(where) {
      const text = inspect(where, { depth: 12, showHidden: true, maxStringLength: null });
      for (const secret of secrets.written) {
        const { accessToken, refreshToken } = JSON.parse(secret) as Record<string, string>;
        for (const token of [accessToken, refreshToken])
          if (token !== undefined) expect(text).not.toContain(token);
      }
    },
  };
}

/** How a person with a browser signs in: the sandbox's pages, then back to the program. */
export function browserOf(sandbox: Sandbox, onReturn?: (page: Response) => void) {
  return async (url: string): Promise<void> => {
    const back = await signInAt(sandbox, url);
    // The program answers when it is done, which takes longer than opening a browser does.
    void fetch(back, { headers: { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" } }).then(onReturn);
  };
}
