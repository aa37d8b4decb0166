import { spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bashInstaller } from "../sandbox/blocks/bashInstaller.ts";
import { seedState } from "../sandbox/seedState.ts";

const origin = "http://127.0.0.1:4747";
const { balances } = seedState(new Date("2026-11-22T12:00:00Z"));
const [pay, bonus] = balances;
if (!pay || !bonus) throw new Error("the seed has no balances");

let home: string;
let config: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pm-installer-"));
  config = join(home, ".codex", "config.toml");
  mkdirSync(join(home, ".codex"));
});
afterEach(() => rmSync(home, { recursive: true }));

function run(script: string) {
  const path = join(home, "install.sh");
  writeFileSync(path, script);
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home };
  return spawnSync("bash", [path], { env, encoding: "utf8" });
}

function installed(script: string): string {
  const { status, stdout, stderr } = run(script);
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toContain("Next: close and reopen Codex Desktop");
  return readFileSync(config, "utf8");
}

const backups = () => readdirSync(join(home, ".codex")).filter((name) => name.includes(".bak."));

const oldConfig = `# my settings
notify = [
  "notify-send",
  "codex",
]
personality = "friendly"
model_provider = "photonmark-codex-boost" # old
"model" = 'gpt-4'

[model_providers.photonmark-codex-boost]
name = "Boost"
base_url = "https://old.example/boost/v1"

# about the old one
[ model_providers . "photonmark-codex-pay" ]
name = "Old Pay"
experimental_bearer_token = "pmx-sentinel-old"

[model_providers.photonmark-codex-pay.http_headers]
X-Old = "1"

# my server
[mcp_servers.docs]
command = "docs"
model = "kept, because it is not at the root"
`;

describe.each(balances)("the installer for $providerId", (balance) => {
  test("makes a config.toml where there is none, for its owner alone", () => {
    rmSync(join(home, ".codex"), { recursive: true });
    expect(parse(installed(bashInstaller(balance, origin)))).toMatchObject({
      model_provider: balance.providerId,
      model_providers: { [balance.providerId]: { experimental_bearer_token: balance.proxyToken } },
    });
    expect(statSync(config).mode & 0o777).toBe(0o600);
    expect(backups()).toEqual([]);
  });
});

describe("on an existing config.toml", () => {
  test("it backs up, switches, replaces its own table and keeps everything else", () => {
    writeFileSync(config, oldConfig);
    const text = installed(bashInstaller(pay, origin));
    expect(parse(text)).toEqual({
      model_provider: pay.providerId,
      model: "gpt-5-codex",
      notify: ["notify-send", "codex"],
      personality: "friendly",
      model_providers: {
        "photonmark-codex-boost": { name: "Boost", base_url: "https://old.example/boost/v1" },
        [pay.providerId]: {
          name: pay.name,
          base_url: `${origin}/pay/v1`,
          wire_api: "responses",
          requires_openai_auth: false,
          experimental_bearer_token: pay.proxyToken,
        },
      },
      mcp_servers: {
        docs: { command: "docs", model: "kept, because it is not at the root" },
      },
    });
    for (const comment of ["# my settings", "# about the old one", "# my server"])
      expect(text).toContain(comment);
    const [backup = ""] = backups();
    expect(readFileSync(join(home, ".codex", backup), "utf8")).toBe(oldConfig);
  });

  test("running it again changes nothing, and another balance's keeps the first", () => {
    writeFileSync(config, oldConfig);
    const once = installed(bashInstaller(pay, origin));
    expect(installed(bashInstaller(pay, origin))).toBe(once);
    expect(parse(installed(bashInstaller(bonus, origin)))).toMatchObject({
      model_provider: bonus.providerId,
      model_providers: { [pay.providerId]: { experimental_bearer_token: pay.proxyToken } },
    });
    const kept = backups().map((name) => readFileSync(join(home, ".codex", name), "utf8"));
    expect(kept.sort()).toEqual([oldConfig, once, once].sort());
  });

  test.each([
    ["a byte order mark", `\uFEFFmodel_provider = "old"\n`],
    ["CRLF", 'model_provider = "old"\r\nmodel = "x"\r\n\r\n[tui]\r\ntheme = "dark"\r\n'],
    ["no final newline", 'model_provider = "old"\n[tui]\ntheme = "dark"'],
    ["blank lines alone", "\n\n  \n"],
  ])("%s is no obstacle", (_what, before) => {
    writeFileSync(config, before);
    const after = parse(installed(bashInstaller(pay, origin))) as Record<string, unknown>;
    expect(after.model_provider).toBe(pay.providerId);
    expect(after.tui).toEqual(before.includes("[tui]") ? { theme: "dark" } : undefined);
  });

  test("a symbolic link stays one", () => {
    const target = join(home, "dotfiles.toml");
    writeFileSync(target, oldConfig);
    symlinkSync(target, config);
    installed(bashInstaller(pay, origin));
    expect(lstatSync(config).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, "utf8")).toContain(pay.proxyToken);
  });

  test("providers in one line are left alone, with a word about it", () => {
    const before = 'model_providers = { old = { name = "Old" } }\n';
    writeFileSync(config, before);
    const { status, stderr } = run(bashInstaller(pay, origin));
    expect(status).toBe(1);
    expect(stderr).toContain("merge the block by hand");
    expect(readFileSync(config, "utf8")).toBe(before);
  });
});
