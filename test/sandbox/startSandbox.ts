import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { demoAccount } from "./accounts/demoAccount.ts";
import { adminPath } from "./admin/adminRoutes.ts";
import { createFaultList } from "./admin/faultList.ts";
import { buildServer } from "./buildServer.ts";
import type { SandboxContext } from "./sandboxContext.ts";
import { type SandboxOptions, sandboxOptionsSchema } from "./sandboxOptions.ts";
import { seedState } from "./seedState.ts";
import { openStateFile } from "./stateFile.ts";

/** A running stand-in for the service. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly adminSecret: string;
  /** Signs in at the pages. */
  readonly demoAccount: { readonly email: string; readonly password: string };
  /**
   * Calls the admin API, such as `admin("PATCH", "/balances/photonmark-codex-pay", { remaining: 0 })`.
   * @throws Error with the service's answer when it is refused
   */
  admin(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the sandbox on 127.0.0.1 and nowhere else. @throws ZodError, or Error when the port is taken */
export async function startSandbox(given: SandboxOptions = {}): Promise<Sandbox> {
  const { port, stateFile, adminSecret, ...settings } = sandboxOptionsSchema.parse(given);
  const now = () => new Date(Date.now() + settings.clockOffsetMs);
  const file = openStateFile(stateFile);
  const state = file.load() ?? seedState(now());

  // Listens before the routes exist, because the issuer's address has the port in it.
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context: SandboxContext = {
    origin,
    state,
    settings,
    adminSecret: adminSecret ?? randomBytes(16).toString("hex"),
    faults: createFaultList(),
    turns: [],
    now,
  };
  const app = buildServer(context, server);
  app.addHook("onResponse", async () => file.save(state));
  await app.ready();

  return {
    origin,
    adminSecret: context.adminSecret,
    demoAccount: { email: demoAccount.email, password: demoAccount.password },
    async admin(method, path, body) {
      const response = await fetch(`${origin}${adminPath}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${context.adminSecret}`,
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    async stop() {
      file.save(state);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await app.close();
    },
  };
}
