import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diagnose } from "../../app/doctor/diagnose.ts";
import { noSurroundings, type SurroundingFacts } from "../../app/doctor/facts.ts";
import type { FindingId } from "../../app/doctor/finding.ts";
import { readAuth } from "../../app/surroundings/authFile.ts";
import { assignmentsIn } from "../../app/surroundings/startFile.ts";
import { findManaged } from "../../main/adapters/surroundings/tomlLayers.ts";
import { CLOSED_NETWORK } from "../e2e/rig/closedNetwork.ts";
import { startProcess } from "../e2e/rig/ownedProcess.ts";
import { type ResponsesEndpoint, startResponsesEndpoint } from "../e2e/rig/responsesEndpoint.ts";
import { codexProgram, runCodex, runCodexExec, runCodexStartupCheck } from "../e2e/rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";
import { doctorFacts } from "../support/doctor/doctorFacts.ts";
import { editOtherFile } from "../support/doctor/editOtherFile.ts";

/** What the doctor says of the surroundings, held against what the real Codex does. */
let home: ThrowAwayHome;
let endpoint: ResponsesEndpoint;

beforeAll(async () => {
  if (!existsSync(codexProgram()))
    throw new Error(
      `There is no Codex at ${codexProgram()}: run npm test, or set PHOTONMARK_CODEX.`,
    );
  endpoint = await startResponsesEndpoint();
  home = await createThrowAwayHome();
});
afterAll(async () => {
  await home?.remove();
  await endpoint?.stop();
});

const key = "sk-proj-sentinel0123456789";
const webToken = "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImFAZXhhbXBsZS50ZXN0In0.x";
const login = `"tokens": {"id_token": "${webToken}", "access_token": "${webToken}", "refresh_token": "r", "account_id": "a"}, "last_refresh": "2026-11-22T00:00:00Z"`;

const config = (fields: string) => `model_provider = "pm"
check_for_update_on_startup = false
features = { plugins = false, apps = false }
analytics.enabled = false

[model_providers.pm]
name = "P"
base_url = "${endpoint.baseUrl("pm")}"
request_max_retries = 0
stream_max_retries = 0
${fields}
[model_providers.corp]
name = "C"
base_url = "${endpoint.baseUrl("corp")}"
`;
const run = () => ({ codexHome: home.codexHome, tmpdir: home.file("tmp") });

/** The Authorization header of one turn. */
async function sent(text: string, auth: string): Promise<string | undefined> {
  await home.write(".codex/config.toml", text);
  await home.write(".codex/auth.json", auth);
  const before = endpoint.turns().length;
  await runCodexExec(run());
  const [turn] = endpoint.turns().slice(before);
  if (!turn) throw new Error("Codex made no turn");
  return turn.authorization;
}

const found = (text: string, around: Partial<SurroundingFacts>, id: FindingId) =>
  diagnose(doctorFacts(text, { surroundings: { ...noSurroundings, ...around } })).find(
    (finding) => finding.id === id,
  );
const withAuth = (auth: string) => ({
  authFile: { path: "/home/.codex/auth.json", content: readAuth(auth) },
});

describe("openai-key-in-auth-json: a key", () => {
  it.each([
    ["alone", `{"OPENAI_API_KEY": "${key}"}`, undefined],
    ["with its mode", `{"auth_mode": "apikey", "OPENAI_API_KEY": "${key}"}`, undefined],
    ["beside a login", `{"OPENAI_API_KEY": "${key}", ${login}}`, `Bearer ${webToken}`],
    [
      "beside a login, with its mode",
      `{"auth_mode": "apikey", "OPENAI_API_KEY": "${key}", ${login}}`,
      `Bearer ${webToken}`,
    ],
  ])(
    "%s is sent where we say so, and no more once it is taken out",
    async (_where, auth, later) => {
      const text = config("requires_openai_auth = true\n");
      expect(found(text, withAuth(auth), "openai-key-in-auth-json")).toMatchObject({
        variant: expect.stringMatching(/^sent/),
      });
      expect(await sent(text, auth)).toBe(`Bearer ${key}`);
      const after = editOtherFile(auth, { kind: "removeApiKey" });
      expect(found(text, withAuth(after), "openai-key-in-auth-json")).toBeUndefined();
      expect(await sent(text, after)).toBe(later);
      const status = await runCodex(["login", "status"], run());
      expect(status.stderr.includes("Logged in using ChatGPT")).toBe(later !== undefined);
    },
  );

  it.each([
    [
      "the provider has a token",
      'requires_openai_auth = true\nexperimental_bearer_token = "pmx-1"\n',
      "Bearer pmx-1",
    ],
    ["the provider asks for no login", 'experimental_bearer_token = "pmx-1"\n', "Bearer pmx-1"],
    ["the provider has nothing", "", undefined],
  ])("is not sent where %s, which we do not say either", async (_why, fields, header) => {
    const auth = `{"OPENAI_API_KEY": "${key}"}`;
    const finding = found(config(fields), withAuth(auth), "openai-key-in-auth-json");
    expect(finding?.variant).toBe("withoutMode");
    expect(await sent(config(fields), auth)).toBe(header);
  });
});

describe("managed-config-overrides: a file of an administrator", () => {
  const mayMount = spawnSync("unshare", ["-m", "true"]).status === 0;
  const etc = () => home.file("etc");

  /** The provider that Codex uses on a machine with these files in /etc/codex, which is this machine's nowhere else. */
  async function provider(files: Readonly<Record<string, string>>): Promise<string> {
    await rm(etc(), { recursive: true, force: true });
    await mkdir(home.file("etc/codex"), { recursive: true });
    for (const [name, text] of Object.entries(files))
      await writeFile(home.file(`etc/codex/${name}`), text);
    await home.write(".codex/config.toml", config('experimental_bearer_token = "pmx-1"\n'));
    const script =
      'mkdir -p "$UPPER" "$WORK" && mount -t tmpfs none "$UPPER" && cp -a /etc/. "$UPPER/" 2>/dev/null; ' +
      'rm -rf "$UPPER/codex"; cp -r "$FILES" "$UPPER/codex" && mount --bind "$UPPER" /etc && exec "$CODEX" doctor --json';
    const { stdout, stderr } = spawnSync("unshare", ["-m", "sh", "-c", script], {
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HOME: home.path,
        CODEX_HOME: home.codexHome,
        TMPDIR: home.file("tmp"),
        UPPER: home.file("upper"),
        WORK: home.file("work"),
        FILES: home.file("etc/codex"),
        CODEX: codexProgram(),
        ...CLOSED_NETWORK,
      },
    });
    try {
      return JSON.parse(stdout).checks["config.load"].details["model provider"];
    } catch {
      throw new Error(`Codex gave no JSON: ${stdout}\n${stderr}`);
    }
  }

  it.for([
    ["managed_config.toml", { "managed_config.toml": 'model_provider = "corp"\n' }, "corp"],
    ["requirements.toml", { "requirements.toml": 'model_provider = "corp"\n' }, "corp"],
    ["config.toml, which is weaker", { "config.toml": 'model_provider = "corp"\n' }, "pm"],
    [
      "the stronger one",
      {
        "managed_config.toml": 'model_provider = "corp"\n',
        "requirements.toml": 'model_provider = "pm"\n',
      },
      "pm",
    ],
  ])("wins over config.toml where we say so: %s", async ([, files, expected], { skip }) => {
    const reason = "a folder of its own in place of /etc needs the right to mount";
    if (!mayMount) console.log(`skipped: ${reason}`);
    skip(!mayMount, reason);
    expect(await provider(files as Readonly<Record<string, string>>)).toBe(expected);
    const managed = findManaged(home.codexHome, etc(), {});
    const finding = found(config(""), { managed }, "managed-config-overrides");
    expect(finding !== undefined).toBe(expected === "corp");
  });
});

describe("openai-key-in-env: a key that a start file exports", () => {
  const line = `export CODEX_API_KEY=${key}`;
  const header = 'http_headers = { Authorization = "Bearer pmx-1" }\n';

  /** The Authorization header of a turn in a terminal that has just loaded the start file. */
  async function sentFromShell(profile: string): Promise<string | undefined> {
    await home.write(".codex/config.toml", config(`requires_openai_auth = true\n${header}`));
    await home.write(".profile", profile);
    await rm(home.file(".codex/auth.json"), { force: true });
    const before = endpoint.turns().length;
    const shell = startProcess(
      "sh",
      ["-c", '. "$HOME/.profile" && "$CODEX" exec --skip-git-repo-check hi'],
      {
        cwd: home.codexHome,
        input: "",
        env: {
          PATH: process.env.PATH,
          HOME: home.path,
          CODEX_HOME: home.codexHome,
          TMPDIR: home.file("tmp"),
          CODEX: codexProgram(),
          ...CLOSED_NETWORK,
        },
      },
    );
    await shell.ended;
    return endpoint.turns().slice(before)[0]?.authorization;
  }

  it("is sent in place of the provider's own, and no more after the fix", async () => {
    const profile = `# mine\n${line}\nalias l=ls\n`;
    const [assignment] = assignmentsIn(profile, "shell");
    expect(assignment).toMatchObject({ name: "CODEX_API_KEY", line: 2, standsAlone: true });
    expect(await sentFromShell(profile)).toBe(`Bearer ${key}`);
    const after = editOtherFile(profile, {
      kind: "commentVariable",
      language: "shell",
      name: "CODEX_API_KEY",
      lines: [2],
    });
    expect(await sentFromShell(after)).toBe("Bearer pmx-1");
  });
});

describe("overlay-overrides: an overlay that names another provider", () => {
  it("wins with its --profile, and no more after the fix", async () => {
    const text = config('experimental_bearer_token = "pmx-1"\n');
    const overlay = 'model_provider = "corp"\nmodel = "gpt-5"\n';
    const overlays = (content: string) => ({
      overlays: [{ path: "/home/.codex/file", name: "file", text: content }],
    });
    const finding = found(text, overlays(overlay), "overlay-overrides");
    if (finding?.fix?.kind !== "editToml") throw new Error("there is a fix");
    const after = editOtherFile(overlay, finding.fix);
    expect(found(text, overlays(after), "overlay-overrides")).toBeUndefined();
    await home.write(".codex/config.toml", text);
    const pathOfTurn = async (content: string) => {
      await home.write(".codex/work.config.toml", content);
      const before = endpoint.turns().length;
      const { stderr } = await runCodex(
        ["--profile", "work", "exec", "--skip-git-repo-check", "hi"],
        run(),
      );
      return endpoint.turns().slice(before)[0]?.path ?? stderr;
    };
    expect(await pathOfTurn(overlay)).toBe("/corp/v1/responses");
    expect(await pathOfTurn(after)).toBe("/pm/v1/responses");
  });
});

describe("not-logged-in: Boost without a login", () => {
  it.each([
    ["no auth.json", undefined, 1, "Not logged in"],
    ["a broken one", "{", 1, "Error checking login status"],
    ["a login", `{${login}}`, 0, "Logged in using ChatGPT"],
  ])("is what Codex says itself, with %s", async (_what, auth, code, words) => {
    const boost = config("requires_openai_auth = true\n").replaceAll(
      "pm]",
      "photonmark-codex-boost]",
    );
    const text = boost.replace('"pm"', '"photonmark-codex-boost"');
    await home.write(".codex/config.toml", text);
    if (auth === undefined) await rm(home.file(".codex/auth.json"), { force: true });
    else await home.write(".codex/auth.json", auth);
    const status = await runCodex(["login", "status"], run());
    expect([status.code, status.stderr]).toEqual([code, expect.stringContaining(words)]);
    const around = auth === undefined ? {} : withAuth(auth);
    expect(found(text, around, "not-logged-in") !== undefined).toBe(code === 1);
  });
});

describe("loose-permissions: files that others may read", () => {
  it("are read by Codex all the same, before the fix and after it", async () => {
    await home.write(".codex/config.toml", config('experimental_bearer_token = "pmx-1"\n'));
    for (const mode of [0o644, 0o600]) {
      await chmod(home.file(".codex/config.toml"), mode);
      expect((await runCodexStartupCheck(run())).code).toBe(0);
    }
  });
});
