import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { baselineOf } from "../../app/drift/baseline.ts";
import { measureDrift } from "../../app/drift/measureDrift.ts";
import { CLOSED_NETWORK } from "../e2e/rig/closedNetwork.ts";
import { codexProgram, runCodex } from "../e2e/rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";
import { revisionOf } from "../support/fakePorts.ts";

/** What the real Codex writes into config.toml by itself is no drift. */
const config = `# mine\r
model_provider = "photonmark-codex-pay" # the one in use\r
\r
[model_providers.photonmark-codex-pay]\r
name = "Pay"\r
base_url = "http://127.0.0.1:9/v1"\r
http_headers = { X-A = "1" }\r
experimental_bearer_token = """\r
pmx-sentinel"""\r
\r
[mcp_servers.old]\r
command = "old"\r
`;
const baseline = baselineOf(config, "salt", revisionOf);
const changes = (now: string) => measureDrift(baseline, now, revisionOf).changes;
let home: ThrowAwayHome;

beforeAll(async () => {
  if (!existsSync(codexProgram()))
    throw new Error(
      `There is no Codex at ${codexProgram()}: run npm test, or set PHOTONMARK_CODEX.`,
    );
  home = await createThrowAwayHome();
});
afterAll(() => home?.remove());

describe("no drift is what Codex makes of the file by", () => {
  it.each([
    [
      "mcp add",
      ["mcp", "add", "new", "--env", "OPENAI_API_KEY=sk-proj-sentinel0123", "--", "true"],
      "[mcp_servers.new]",
    ],
    ["mcp remove", ["mcp", "remove", "old"], undefined],
    ["features enable", ["features", "enable", "goals"], "[features]"],
  ])("codex %s", async (_name, args, added) => {
    await home.write(".codex/config.toml", `\ufeff${config}`);
    const { code, stderr } = await runCodex(args, {
      codexHome: home.codexHome,
      tmpdir: home.file("tmp"),
    });
    expect(code, stderr).toBe(0);
    const now = await home.read(".codex/config.toml");
    expect(now).not.toBe(`\ufeff${config}`);
    if (added) expect(now).toContain(added);
    expect(changes(now)).toEqual([]);
  });

  it("its config/value/write for a trusted folder, a notice and another model", async () => {
    await home.write(".codex/config.toml", config);
    const values = [
      ["model", "gpt-6-sol"],
      ["tui.screen_reader_detection_done", true],
      ['projects."/work".trust_level', "trusted"],
    ];
    const server = spawn(codexProgram(), ["app-server"], {
      env: {
        PATH: process.env.PATH,
        HOME: home.path,
        CODEX_HOME: home.codexHome,
        TMPDIR: home.file("tmp"),
        ...CLOSED_NETWORK,
      },
    });
    onTestFinished(() => void server.kill());
    const answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const ask = async (id: number, method: string, params: object) => {
      server.stdin.write(`${JSON.stringify({ id, method, params })}\n`);
      for (;;) {
        const { value, done } = await answers.next();
        if (done) throw new Error(`no answer to ${method}`);
        if (JSON.parse(value).id === id) return JSON.parse(value);
      }
    };
    await ask(0, "initialize", { clientInfo: { name: "test", version: "1" } });
    server.stdin.write(`${JSON.stringify({ method: "initialized" })}\n`);
    for (const [index, [keyPath, value]] of values.entries()) {
      const params = { keyPath, value, mergeStrategy: "upsert" };
      expect(await ask(index + 1, "config/value/write", params)).toHaveProperty("result");
    }
    const now = await home.read(".codex/config.toml");
    expect(now).toContain("gpt-6-sol");
    expect(now).toContain("screen_reader_detection_done");
    expect(changes(now)).toEqual([]);
  });
});
