import { spawnSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { codexVersion } from "../../build/codexVersion.mjs";
import { runCodex, runCodexExec } from "../e2e/rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";
import { bashInstaller } from "../sandbox/blocks/bashInstaller.ts";
import type { Turn } from "../sandbox/gateway/turn.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";

const oldConfig = `notify = ["true"]
personality = "pragmatic"
model_provider = "somebody-else"
# Nothing to ask the network for.
check_for_update_on_startup = false

[model_providers.somebody-else]
name = "Somebody else"
base_url = "http://127.0.0.1:9/v1"

[features]
plugins = false
apps = false
`;

let sandbox: Sandbox;
let home: ThrowAwayHome;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  home = await createThrowAwayHome({ ".codex/config.toml": oldConfig });
});
afterEach(() => home.remove());

async function balances(): Promise<Balance[]> {
  return ((await sandbox.admin("GET", "/balances")) as { balances: Balance[] }).balances;
}

async function install(providerId: string): Promise<void> {
  const balance = (await balances()).find((one) => one.providerId === providerId);
  if (!balance) throw new Error(`no balance ${providerId}`);
  await home.write("install.sh", bashInstaller(balance, sandbox.origin));
  const env = { PATH: process.env.PATH, ...home.env };
  const { status, stderr } = spawnSync("bash", [home.file("install.sh")], { env });
  expect([status, String(stderr)]).toEqual([0, ""]);
}

const codexRun = () => ({ codexHome: home.codexHome, tmpdir: home.file("tmp") });

async function turns(): Promise<Turn[]> {
  return ((await sandbox.admin("GET", "/turns")) as { turns: Turn[] }).turns;
}

test("Codex accepts the block of every balance, installed one after another", async () => {
  expect((await runCodex(["--version"], codexRun())).stdout).toContain(codexVersion);
  const all = await balances();
  expect(all.length).toBeGreaterThan(4);
  for (const { providerId } of all) {
    await install(providerId);
    const check = ["app-server", "--print-startup-config", "--strict-config"];
    const { code, stdout } = await runCodex(check, codexRun());
    expect([code, stdout.includes("configLoad")], stdout).toEqual([0, false]);
  }
  const doctor = await runCodex(["doctor", "--json"], codexRun());
  expect(doctor.stdout).toContain(`"${all.at(-1)?.providerId}"`);
});

test.each(["photonmark-codex-pay", "photonmark-codex-boost", "photonmark-codex-link"])(
  "a turn of Codex on %s is answered and charged to it alone",
  async (providerId) => {
    await install(providerId);
    const before = await balances();
    const seen = (await turns()).length;
    const { code, stdout, stderr } = await runCodexExec(codexRun());
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`This turn was paid by ${providerId}`);

    const made = (await turns()).slice(seen);
    expect(made.length).toBeGreaterThan(0);
    expect(made.every((turn) => turn.providerId === providerId && turn.status === 200)).toBe(true);
    const charged = made.reduce((sum, turn) => sum + turn.charged, 0);
    const expected = before.map(({ providerId: id, remaining }) =>
      id === providerId ? remaining - charged : remaining,
    );
    expect((await balances()).map(({ remaining }) => remaining)).toEqual(expected);
    expect(charged > 0).toBe(providerId !== "photonmark-codex-link");
  },
);

test.each([
  ["an empty balance", 402, "is empty. Choose another one"],
  ["a rotated token", 401, "Copy the current block from your dashboard"],
] as const)("Codex says what the gateway said about %s", async (what, status, text) => {
  const { id, providerId } = (await sandbox.admin("POST", "/balances", {
    service: "pay",
  })) as Balance;
  await install(providerId);
  if (what === "an empty balance")
    await sandbox.admin("PATCH", `/balances/${id}`, { remaining: 0 });
  else await sandbox.admin("POST", `/balances/${id}/rotate`);
  const oneTry = ["request_max_retries=0", "stream_max_retries=0"].flatMap((setting) => [
    "-c",
    `model_providers.${providerId}.${setting}`,
  ]);
  const args = ["exec", "--skip-git-repo-check", ...oneTry, "hi"];
  const { code, stderr } = await runCodex(args, codexRun());
  expect(code).toBe(1);
  expect(stderr).toContain(`${status}`);
  expect(stderr).toContain(text);
});
