import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, type TestContext, test } from "vitest";
import { createCodexProgram } from "../../main/adapters/lazyPorts.ts";
import { codexProgram } from "../e2e/rig/runCodex.ts";
import { skipUnless } from "./rig/rootOnly.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const PROVIDER = `model_provider = "pm"
[model_providers.pm]
name = "PM"
base_url = "https://pm.example/v1"
experimental_bearer_token = "pmx-sentinel-real"
`;

/** A home to ask the pinned Codex about. */
function realCodex(context: TestContext, config: string, wrap = (path: string) => path) {
  const path = codexProgram();
  skipUnless(
    context,
    existsSync(path),
    `Codex is not installed at ${path}; the set-up of npm test does it`,
  );
  const root = temporaryFolder();
  const home = join(root, "home");
  mkdirSync(home);
  writeFileSync(join(home, "config.toml"), config);
  const chosen = wrap(path);
  const env = { PATH: process.env.PATH, HOME: root, NO_PROXY: "*" };
  const program = createCodexProgram({ getCodexPath: () => chosen, env, userFolder: root });
  return { root, home, check: (asked = home) => program.check(asked) };
}

describe("the pinned Codex", () => {
  test("accepts a file and names the provider it would use", async (context) => {
    expect(await realCodex(context, PROVIDER).check()).toEqual({
      status: "accepted",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      effectiveProviderId: "pm",
    });
  });

  test("names its own provider when the file names none", async (context) => {
    const result = await realCodex(context, "# nothing\n").check();
    expect(result).toMatchObject({ status: "accepted", effectiveProviderId: "openai" });
  });

  test("rejects a key given twice, with its place", async (context) => {
    const { home, root, check } = realCodex(context, `model_provider = "a"\n${PROVIDER}`);
    const rejected = { status: "rejected", message: "duplicate key", line: 2, column: 1 };
    expect(await check()).toEqual(rejected);
    symlinkSync(home, join(root, "linked"));
    expect(await check(join(root, "linked"))).toEqual(rejected);
  });

  test("rejects a provider that is not defined, which has no place", async (context) => {
    expect(await realCodex(context, 'model_provider = "zz"\n').check()).toEqual({
      status: "rejected",
      message: "Model provider `zz` not found",
      line: undefined,
      column: undefined,
    });
  });

  test("rejects what is not UTF-8", async (context) => {
    const { home, check } = realCodex(context, "");
    writeFileSync(join(home, "config.toml"), Buffer.from([0x23, 0xff, 0x0a]));
    expect(await check()).toMatchObject({ status: "rejected", line: undefined });
  });

  test("is content with a home that does not exist yet", async (context) => {
    const { root, check } = realCodex(context, "");
    expect(await check(join(root, "missing"))).toMatchObject({ status: "accepted" });
    expect(existsSync(join(root, "missing"))).toBe(false);
  });
});

describe("no word to the network", () => {
  const WEBSOCKETS = `${PROVIDER}supports_websockets = true\n`;

  test("reaches a provider or an MCP server, even on this machine", async (context) => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.end();
    });
    server.on("upgrade", (request, socket) => {
      seen.push(`upgrade ${request.url}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = `${WEBSOCKETS.replace("https://pm.example", `http://${address}`)}
[mcp_servers.here]
url = "http://${address}/mcp"
`;
    const { check } = realCodex(context, config);
    expect(await check()).toMatchObject({ status: "accepted", effectiveProviderId: "pm" });
    expect(seen).toEqual([]);
  });

  const LOGIN = JSON.stringify({
    auth_mode: "chatgpt",
    OPENAI_API_KEY: null,
    tokens: {
      id_token: token({ email: "a@b.example" }),
      access_token: token({}),
      refresh_token: "r",
      account_id: "a",
    },
    last_refresh: "2026-11-22T00:00:00Z",
  });

  for (const [name, config, login] of [
    ["a provider", PROVIDER],
    ["a provider with WebSockets", WEBSOCKETS],
    ["Codex's own provider", "# nothing\n"],
    ["Codex's own provider, signed in", "# nothing\n", LOGIN],
  ] as const) {
    test(`is in the system calls for ${name}`, async (context) => {
      const hasStrace = spawnSync("sh", ["-c", "command -v strace"]).status === 0;
      skipUnless(context, hasStrace, "strace is not installed");
      const folder = temporaryFolder();
      const log = join(folder, "calls");
      const { home, check } = realCodex(context, config, (codex) => {
        const script = join(folder, "codex");
        writeFileSync(
          script,
          `#!/bin/sh\nexec strace -f -A -o ${log} -e trace=connect,sendto,sendmsg,sendmmsg ${codex} "$@"\n`,
        );
        chmodSync(script, 0o755);
        return script;
      });
      if (login) writeFileSync(join(home, "auth.json"), login);
      const effectiveProviderId = config === "# nothing\n" ? "openai" : "pm";
      expect(await check()).toMatchObject({ status: "accepted", effectiveProviderId });
      const addressed = readFileSync(log, "utf8").match(/sin6?_port=.*?\)}/g) ?? [];
      // The proxy that leads nowhere, which shows that the doctor did try.
      const deadEnd = 'sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}';
      expect(new Set(addressed)).toEqual(new Set([deadEnd]));
    });
  }

  /** A token as it looks, signed by nobody. */
  function token(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "none" })}.${part({ ...claims, exp: 4_102_444_800 })}.c2ln`;
  }
});
