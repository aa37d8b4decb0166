import { execFile } from "node:child_process";
import { chmod, mkdir, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { CLOSED_NETWORK } from "./rig/closedNetwork.ts";
import { codexProgram, runCodexStartupCheck } from "./rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const cli = resolve(import.meta.dirname, "../../out/main/cli.cjs");
const configFile = ".codex/config.toml";
const pay = `[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "https://codex.photonmark.example/pay/v1"
experimental_bearer_token = "pmx-sentinel-pay-0123456789"
`;
const well = `model_provider = "photonmark-codex-pay"\n\n${pay}`;
const ill = `model_provider = "photonmark-codex-pay"
profile = "work"
${pay}notify = ["say"]

[model_providers.old]
name = "Old"
base_url = "https://old.example/v1"
wire_api = "chat"
`;
const homes: ThrowAwayHome[] = [];
afterEach(async () => {
  for (const home of homes.splice(0)) await home.remove();
});

async function newHome(config: string | Uint8Array, files = {}): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({ [configFile]: config, ...files });
  homes.push(home);
  return home;
}

async function doctor(home: ThrowAwayHome, ...args: string[]) {
  return doctorWith({}, home, ...args);
}

async function doctorWith(
  variables: Readonly<Record<string, string>>,
  home: ThrowAwayHome,
  ...args: string[]
) {
  const env = {
    ...CLOSED_NETWORK,
    ...home.env,
    ...variables,
    PATH: `${join(codexProgram(), "..")}:${process.env.PATH}`,
    LANG: "C.UTF-8",
  };
  const outcome = await promisify(execFile)(process.execPath, [cli, "doctor", ...args], {
    env,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
  expect(outcome.stdout + outcome.stderr).not.toContain("sentinel");
  return outcome;
}

async function accepts(home: ThrowAwayHome): Promise<boolean> {
  const run = { codexHome: home.codexHome, tmpdir: home.file("tmp") };
  return (await runCodexStartupCheck(run)).code === 0;
}

describe("doctor in the terminal", () => {
  test("says that nothing is wrong, and who agrees", async () => {
    const home = await newHome(well);
    const { code, stdout, stderr } = await doctor(home);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Nothing is wrong.\n" });
    expect(stderr).toMatch(/^Codex \d+\.\d+\.\d+ accepts the file\.$/m);
    expect(await home.read(configFile)).toBe(well);
  });

  test("lists what is wrong, with place, reason and fix, and fails with 3", async () => {
    const home = await newHome(ill);
    const { code, stdout, stderr } = await doctor(home);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^x {2}legacy-profile +config\.toml:2 +profile = “work”/m);
    expect(stdout).toMatch(/^x {2}wire-api-chat +config\.toml:12 /m);
    expect(stdout).toMatch(/^! {2}misplaced-global-key +config\.toml:7 /m);
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toContain("doctor --fix all");
    expect(await home.read(configFile)).toBe(ill);
  });

  test("is coloured where somebody asks for it, and then nowhere else", async () => {
    const home = await newHome(ill);
    const coloured = await doctorWith({ FORCE_COLOR: "1" }, home);
    expect(coloured.stdout).toContain("\u001b[31mx\u001b[39m  \u001b[31mlegacy-profile");
    expect(coloured.stdout).not.toContain("\\u001b");
    for (const variables of [{ NO_COLOR: "1" }, { FORCE_COLOR: "0" }])
      expect((await doctorWith(variables, home)).stdout).not.toContain("\u001b");
  });

  test("says what there is in place of a file, and fails with 3", async () => {
    const folder = await newHome(well);
    await rm(folder.file(configFile));
    await mkdir(folder.file(configFile));
    const { code, stdout, stderr } = await doctor(folder);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^This is not a file: .*config\.toml\. .*\(CONFIG_NOT_A_FILE\)$/m);
    const json = await doctor(folder, "--json");
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      findings: [],
      problem: { code: "CONFIG_NOT_A_FILE" },
    });
  });

  test("says that there is no file yet, and of no home that anything is wrong", async () => {
    const home = await newHome(well);
    await rm(home.codexHome, { recursive: true });
    const { code, stdout, stderr } = await doctor(home);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "Nothing is wrong.\n" });
    expect(stderr).toContain("config.toml (does not exist yet)");
    expect(JSON.parse((await doctor(home, "--json")).stdout)).toMatchObject({
      findings: [],
      problem: null,
      configExists: false,
    });
  });

  test("tells warnings alone without failing", async () => {
    const { code, stdout } = await doctor(await newHome(`${well}notify = ["say"]\n`));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^! {2}misplaced-global-key /);
  });

  test("speaks Chinese", async () => {
    const { stdout } = await doctor(await newHome(ill), "--lang", "zh-CN");
    expect(stdout).toContain("不再支持 profile = “work”");
  });

  test("prints one object for programs", async () => {
    const { code, stdout } = await doctor(await newHome(ill), "--json");
    const { findings, codex } = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(findings.map(({ id }: { id: string }) => id)).toEqual([
      "wire-api-chat",
      "legacy-profile",
      "misplaced-global-key",
      "old-provider",
    ]);
    expect(findings[1]).toMatchObject({
      severity: "error",
      place: { line: 2 },
      fix: { isSafe: true },
    });
    expect(codex.status).toBe("rejected");
  });

  test("mends one finding and leaves the others", async () => {
    const home = await newHome(ill);
    const { code, stdout } = await doctor(home, "--fix", "legacy-profile");
    expect(code).toBe(3);
    expect(stdout).toContain('-profile = "work"');
    const text = await home.read(configFile);
    expect(text).toContain('\n# profile = "work"\n');
    expect(text).toContain('\nwire_api = "chat"\n');
  });

  test("mends all that needs no question in one write, and Codex takes the file", async () => {
    const home = await newHome(ill);
    expect(await accepts(home)).toBe(false);
    const { code } = await doctor(home, "--fix", "all");
    expect(code).toBe(0);
    expect(await accepts(home)).toBe(true);
    const backups = await readdir(home.file(".codex/backups/photonmark"));
    expect(backups.filter((name) => name.endsWith(".toml"))).toHaveLength(1);
    const text = await home.read(configFile);
    expect(text.startsWith('model_provider = "photonmark-codex-pay"\n')).toBe(true);
    expect(text).toMatch(/^notify = \["say"\]$/m);
    expect(text).toMatch(/^# \[model_providers\.old\]$/m);
    const again = await doctor(home, "--fix", "all", "--json");
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout).fixed).toEqual({
      changed: false,
      backupId: null,
      otherFiles: 0,
    });
  });

  test("saves a file in UTF-16 as UTF-8", async () => {
    const home = await newHome(Buffer.from(`\uFEFF${well}`, "utf16le"));
    expect((await doctor(home)).code).toBe(3);
    expect((await doctor(home, "--fix", "not-utf8")).code).toBe(0);
    expect(await home.read(configFile)).toBe(well);
  });

  test("shows a file outside the Codex home before it changes it, and only when named", async () => {
    const profile = "export OPENAI_API_KEY=sk-proj-sentinel0123456789\n";
    const home = await newHome(well, { ".profile": profile });
    expect((await doctor(home, "--fix", "all")).code).toBe(0);
    expect(await home.read(".profile")).toBe(profile);
    const { stdout } = await doctor(home, "--fix", "openai-key-in-env");
    expect(stdout).toContain("outside the Codex home");
    expect(stdout).toMatch(/^\+# export OPENAI_API_KEY •/m);
    expect(await home.read(".profile")).toMatch(/^# export OPENAI_API_KEY=sk-proj/m);
  });

  test("takes the old key out of auth.json and keeps the login", async () => {
    const auth = `{"auth_mode":"chatgpt","OPENAI_API_KEY":"sk-proj-sentinel0123456789","tokens":{"access_token":"eyJ-sentinel","refresh_token":"r-sentinel","id_token":"eyJ-sentinel","account_id":"a"}}`;
    const home = await newHome(well, { ".codex/auth.json": auth });
    await doctor(home, "--fix", "openai-key-in-auth-json");
    const { tokens, ...rest } = JSON.parse(await home.read(".codex/auth.json"));
    expect(rest).toEqual({ auth_mode: "chatgpt" });
    expect(tokens.access_token).toBe("eyJ-sentinel");
  });

  test("shows what it would do with --preview, and changes nothing", async () => {
    const auth = `{"OPENAI_API_KEY": "sk-proj-sentinel0123456789", "tokens": null, "last_refresh": null}`;
    const home = await newHome(ill, { ".codex/auth.json": auth });
    const { code, stdout, stderr } = await doctor(home, "--fix", "all", "--preview");
    expect(code).toBe(0);
    expect(stdout).toContain('-profile = "work"');
    expect(stdout).toContain('+{"auth_mode": "apikey", "tokens": null, "last_refresh": null}');
    expect(stderr).toContain('openai-key-in-auth-json: Takes that key out and adds "auth_mode"');
    const json = await doctor(home, "--fix", "legacy-profile", "--preview", "--json");
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({
      fixes: [{ id: "legacy-profile" }],
      preview: { removedLines: 1, files: [] },
    });
    expect((await doctor(home, "--preview")).code).toBe(2);
    expect(await home.read(configFile)).toBe(ill);
    expect(await home.read(".codex/auth.json")).toBe(auth);
  });

  test("says where the backup of another file is", async () => {
    const auth = `{"OPENAI_API_KEY": "sk-proj-sentinel0123456789"}`;
    const home = await newHome(well, { ".codex/auth.json": auth });
    const { stderr } = await doctor(home, "--fix", "all");
    const folder = /^\S+auth\.json was changed\. .* is in (\S+);/m.exec(stderr)?.[1] ?? "";
    const [own = ""] = await readdir(folder);
    const names = await readdir(join(folder, own));
    expect(names.some((name) => name.endsWith(".bak"))).toBe(true);
  });

  test("speaks of config.toml alone where only its permissions change", async () => {
    const home = await newHome(well);
    await chmod(home.file(configFile), 0o644);
    const { stdout, stderr } = await doctor(home, "--fix", "all");
    expect(stdout).toContain("config.toml: readable for you alone from now on (0600)");
    expect(stderr).not.toContain("ackup");
  });

  test("names the fixes that need a yes of their own", async () => {
    const home = await newHome(`model = "b"\nmodel = "c"\n${well}`);
    const command = "photonmark-codex doctor --fix duplicate-key";
    expect((await doctor(home)).stdout).toContain(command);
    const { code, stderr } = await doctor(home, "--fix", "all");
    expect(code).toBe(3);
    expect(stderr).toContain(command);
  });

  test("refuses names that it does not know, and changes nothing", async () => {
    const home = await newHome(ill);
    const { code, stdout, stderr } = await doctor(home, "--fix", "everything");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("legacy-profile");
    expect(await home.read(configFile)).toBe(ill);
  });
});
