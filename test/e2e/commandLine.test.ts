import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codexVersion } from "../../build/codexVersion.mjs";
import { CLOSED_NETWORK } from "./rig/closedNetwork.ts";
import { type ResponsesEndpoint, startResponsesEndpoint } from "./rig/responsesEndpoint.ts";
import { codexProgram, runCodexExec } from "./rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const cli = resolve(import.meta.dirname, "../../out/main/cli.cjs");
const tokens = { pay: "pmx-sentinel-pay-0123456789", boost: "pmx-sentinel-boost-9876543210" };

let endpoint: ResponsesEndpoint;
const homes: ThrowAwayHome[] = [];

beforeAll(async () => {
  endpoint = await startResponsesEndpoint();
});
afterEach(async () => {
  for (const home of homes.splice(0)) await home.remove();
});
afterAll(() => endpoint.stop());

async function newHome(files: Record<string, string> = {}): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome(files);
  homes.push(home);
  return home;
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(home: ThrowAwayHome, args: string[], input = ""): Promise<Outcome> {
  const env = {
    ...CLOSED_NETWORK,
    ...home.env,
    PATH: `${join(codexProgram(), "..")}:${process.env.PATH}`,
    LANG: "C.UTF-8",
  };
  const child = promisify(execFile)(process.execPath, [cli, ...args], { env });
  // A program that has read enough closes the pipe.
  child.child.stdin?.on("error", () => {});
  child.child.stdin?.end(input);
  const outcome = await child.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  for (const token of Object.values(tokens)) {
    expect(outcome.stdout).not.toContain(token);
    expect(outcome.stderr).not.toContain(token);
  }
  return { code: outcome.code, stdout: outcome.stdout, stderr: outcome.stderr };
}

function block(service: keyof typeof tokens): string {
  const id = `photonmark-codex-${service}`;
  return [
    `model_provider = "${id}"`,
    "",
    `[model_providers.${id}]`,
    `name = "PhotonMark ${service}"`,
    `base_url = "${endpoint.baseUrl(service)}"`,
    'wire_api = "responses"',
    "requires_openai_auth = false",
    `experimental_bearer_token = "${tokens[service]}"`,
    "",
  ].join("\n");
}

async function authorizationOfNextTurn(home: ThrowAwayHome): Promise<string | undefined> {
  const before = endpoint.turns().length;
  const codex = await runCodexExec({ codexHome: home.codexHome, tmpdir: home.file("tmp") });
  expect(codex).toMatchObject({ code: 0 });
  return endpoint.turns()[before]?.authorization;
}

describe("the whole circle through the command line", () => {
  test("import, use, Codex sends the other token, restore brings the bytes back", async () => {
    const home = await newHome({ "pay.toml": block("pay"), "boost.toml": block("boost") });
    expect(await run(home, ["import", home.file("pay.toml"), "--activate"])).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(await authorizationOfNextTurn(home)).toBe(`Bearer ${tokens.pay}`);
    expect((await stat(home.file(".codex/config.toml"))).mode & 0o777).toBe(0o600);

    expect(await run(home, ["import", "-"], block("boost"))).toMatchObject({ code: 0 });
    expect(await authorizationOfNextTurn(home)).toBe(`Bearer ${tokens.pay}`);
    const before = await home.read(".codex/config.toml");

    const used = await run(home, ["use", "photonmark-codex-boost"]);
    expect(used).toMatchObject({ code: 0, stdout: "" });
    expect(used.stderr).toContain(`Codex ${codexVersion} accepts the file`);
    expect(await home.read(".codex/config.toml")).toBe(
      before.replace(
        'model_provider = "photonmark-codex-pay"',
        'model_provider = "photonmark-codex-boost"',
      ),
    );
    expect(await authorizationOfNextTurn(home)).toBe(`Bearer ${tokens.boost}`);

    const { backups } = JSON.parse((await run(home, ["backups", "--json"])).stdout);
    expect(backups.map(({ reason }: { reason: string }) => reason)).toEqual([
      "activate",
      "import",
      "import",
    ]);
    expect(await run(home, ["restore", backups[0].id])).toMatchObject({ code: 0 });
    expect(await home.read(".codex/config.toml")).toBe(before);
    expect(await authorizationOfNextTurn(home)).toBe(`Bearer ${tokens.pay}`);
  });
});

describe("the documented output", () => {
  test("list and status, for people and as JSON", async () => {
    const home = await newHome({ ".codex/config.toml": block("pay") });
    expect((await run(home, ["list"])).stdout).toBe(
      `* photonmark-codex-pay  PhotonMark pay  ${endpoint.baseUrl("pay")}\n`,
    );
    expect(JSON.parse((await run(home, ["list", "--json"])).stdout)).toEqual({
      activeProviderId: "photonmark-codex-pay",
      problem: null,
      providers: [
        {
          id: "photonmark-codex-pay",
          name: "PhotonMark pay",
          baseUrl: endpoint.baseUrl("pay"),
          service: "pay",
          active: true,
        },
      ],
    });
    expect(JSON.parse((await run(home, ["status", "--json"])).stdout)).toMatchObject({
      activeProviderId: "photonmark-codex-pay",
      configPath: home.file(".codex/config.toml"),
      configExists: true,
      problem: null,
      codex: { status: "accepted", version: codexVersion },
    });
  });

  test("speaks Chinese when asked", async () => {
    const home = await newHome();
    const { stderr } = await run(home, ["--lang", "zh-CN", "use", "nobody"]);
    expect(stderr).toMatch(/[\u4e00-\u9fff]/);
    expect(stderr).toContain("PROVIDER_NOT_FOUND");
  });

  test("a preview prints the masked diff and writes nothing", async () => {
    const text = block("pay") + block("boost").replace(/^model_provider.*\n/, "");
    const home = await newHome({ ".codex/config.toml": text });
    const { code, stdout } = await run(home, ["use", "photonmark-codex-boost", "--preview"]);
    expect(code).toBe(0);
    expect(stdout).toContain('-model_provider = "photonmark-codex-pay"');
    expect(stdout).toContain('+model_provider = "photonmark-codex-boost"');
    expect(await home.read(".codex/config.toml")).toBe(text);
  });

  test("--home and CODEX_HOME name the folder", async () => {
    const home = await newHome({ "other/config.toml": block("boost") });
    const { stdout } = await run(home, ["--home", home.file("other"), "list"]);
    expect(stdout).toContain("photonmark-codex-boost");
    expect((await run(home, ["list"])).stdout).toBe("");
  });
});

describe("output that is not wanted", () => {
  test("as by head is no fault, and a full disk is one without a stack", async () => {
    const home = await newHome({ ".codex/config.toml": block("pay") });
    const env = { PATH: process.env.PATH, ...home.env };
    const shell = (script: string) =>
      promisify(execFile)("bash", ["-o", "pipefail", "-c", script], { env }).then(
        ({ stderr }) => ({ code: 0, stderr }),
        (error: { code: number; stderr: string }) => error,
      );
    const list = `'${process.execPath}' '${cli}' list`;
    expect(await shell(`${list} | head -c 1 >/dev/null; ${list} | true`)).toMatchObject({
      code: 0,
      stderr: "",
    });
    const full = await shell(`${list} > /dev/full`);
    expect(full).toMatchObject({ code: 1 });
    expect(full.stderr).not.toMatch(/\bat .*:\d+/);
  });
});

const movesTheCursor = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

describe("bad input", () => {
  test("control characters of a file do not reach the terminal, in a diff or in a fault", async () => {
    const broken = `${block("pay")}# \u001b[2J\u202e\n`;
    const home = await newHome({
      ".codex/config.toml": block("pay"),
      ".codex/config.toml.bak": broken,
    });
    const backups = await run(home, ["backups", "--json"]);
    const [{ id }] = JSON.parse(backups.stdout).backups;
    const shown = await run(home, ["restore", id, "--preview"]);
    expect(shown.stdout).toContain("+# \\u001b[2J\\u202e");
    expect(shown.stdout).not.toMatch(movesTheCursor);
    expect(await run(home, ["restore", id])).toMatchObject({ code: 0 });
    const status = await run(home, ["status"]);
    expect(status.stdout + status.stderr).not.toMatch(movesTheCursor);
  });

  test.each([
    ["an unknown command", ["frobnicate"], 2],
    ["no command", [], 2],
    ["an unknown option", ["list", "--nope"], 2],
    ["a missing argument", ["use"], 2],
    ["an empty home", ["--home", "", "list"], 2],
    ["an unknown language", ["--lang", "xx", "list"], 2],
    ["an unknown provider", ["use", "nobody"], 1],
    ["a file that is not there", ["import", "/nowhere/block.toml"], 1],
    ["a folder", ["import", "/"], 1],
    ["a backup outside its folder", ["restore", "../config.toml"], 1],
    ["an id that moves the cursor", ["use", "a\u001b[2J\u202eb"], 1],
    ["an id of 100,000 characters", ["use", "x".repeat(100_000)], 1],
    ["an id that is an option", ["use", "--", "--json"], 1],
    ["an id that is a prototype's", ["use", "__proto__"], 1],
    ["an option that is a prototype's", ["--constructor", "list"], 2],
    ["a file that is a device", ["import", "/dev/zero"], 1],
    ["two arguments too many", ["use", "a", "b", "c"], 2],
    ["doctor, for a finding that there is not", ["doctor", "--fix", "nonsense"], 2],
    ["doctor, for a finding without a name", ["doctor", "--fix="], 2],
    ["login without an address", ["login"], 1],
    ["login to an address that is not safe", ["--dashboard", "http://example.com", "login"], 1],
    ["balances while signed out", ["balances"], 1],
  ])("%s: a sentence, its exit code, and no change", async (_what, args, code) => {
    const text = block("pay");
    const home = await newHome({ ".codex/config.toml": text });
    const outcome = await run(home, args);
    expect(outcome).toMatchObject({ code, stdout: "" });
    expect(outcome.stderr.trim()).not.toBe("");
    expect(outcome.stderr).not.toMatch(movesTheCursor);
    expect(outcome.stderr).not.toMatch(/\bat .*\.c?js:\d+|node:internal/);
    expect(await home.read(".codex/config.toml")).toBe(text);
  });

  test("a broken file is told with its place and left alone", async () => {
    const text = `${block("pay")}[broken\n`;
    const home = await newHome({ ".codex/config.toml": text });
    const outcome = await run(home, ["use", "photonmark-codex-pay"]);
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toMatch(/CONFIG_UNREADABLE/);
    expect(outcome.stderr).toMatch(/\b9\b/);
    expect(await home.read(".codex/config.toml")).toBe(text);
  });

  test("a stream without end is refused with a sentence, also as JSON", async () => {
    const home = await newHome();
    const outcome = await run(home, ["import", "-", "--json"], "x".repeat(3_000_000));
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).not.toMatch(/\bat .*:\d+/);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: false, code: "BLOCK_TOO_LARGE" });
    const refused = await run(home, ["use", "nobody", "--json"]);
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, code: "PROVIDER_NOT_FOUND" });
  });

  test("an installer script is read and never run", async () => {
    const home = await newHome();
    const script = `#!/bin/bash\ntouch "${home.file("was-run")}"\ncat > ~/.codex/config.toml <<'EOF'\n${block("pay")}EOF\n`;
    expect(await run(home, ["import", "-", "--activate"], script)).toMatchObject({ code: 0 });
    await expect(readFile(home.file("was-run"))).rejects.toThrow("ENOENT");
    expect(await home.read(".codex/config.toml")).toContain(tokens.pay);
  });
});
