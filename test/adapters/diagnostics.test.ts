import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { createDiagnostics, createSurroundings } from "../../main/adapters/lazyPorts.ts";
import { createFakePorts } from "../support/fakePorts.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { testHome } from "./rig/testHome.ts";

const secrets = {
  token: "pmx-sentinel-token-0123456789abcdef",
  header: "sentinelheadervalue42",
  url: "sentinel-in-url-77",
  comment: "sk-proj-sentinelcomment0123456789",
  mcp: "sentinel-mcp-value",
  auth: "sk-proj-sentinelauth0123456789",
  chatgpt: "eyJsentinel.eyJsentinel.sentinelsignature",
  shell: "sk-proj-sentinelshell0123456789",
  process: "sk-proj-sentinelprocess0123456789",
  overlay: "pmx-sentinel-overlay-0123456789",
  managed: "pmx-sentinel-managed-0123456789",
  broken: "pmx-sentinel-broken-0123456789",
};
const config = `# old key: ${secrets.comment}
model_provider = "photonmark-codex-boost"
OPENAI_API_KEY = "${secrets.comment}"

[model_providers.photonmark-codex-boost]
name = "Boost"
base_url = "https://user:${secrets.url}@codex.example/v1?token=${secrets.url}"
requires_openai_auth = true
experimental_bearer_token = "${secrets.token}"
http_headers = { Authorization = "Bearer ${secrets.header}" }

[mcp_servers.x.env]
SECRET = "${secrets.mcp}"
`;

async function archive(text: string) {
  const { files, home } = testHome(text);
  const userHome = join(home, "..");
  const folder = join(userHome, "data");
  for (const [name, content] of Object.entries({
    "home/auth.json": `{"OPENAI_API_KEY":"${secrets.auth}","tokens":{"access_token":"${secrets.chatgpt}"}}`,
    "home/work.config.toml": `model_provider = "old"\nexperimental_bearer_token = "${secrets.overlay}"\n`,
    "home/.env": `OPENAI_API_KEY=${secrets.shell}\n`,
    ".zshrc": `export OPENAI_API_KEY=${secrets.shell}\n`,
    "etc/codex/managed_config.toml": `model_provider = "corp"\n[model_providers.corp]\nexperimental_bearer_token = "${secrets.managed}"\n`,
    "data/logs/main.log": `error: ${secrets.token} and ${secrets.auth}\nAuthorization: Bearer ${secrets.header}\n`,
  })) {
    mkdirSync(join(userHome, name, ".."), { recursive: true });
    writeFileSync(join(userHome, name), content);
  }
  const ports = createFakePorts("");
  const path = join(userHome, "bundle.zip");
  const application = createApplication({
    ...ports,
    homeFiles: files,
    surroundings: createSurroundings({
      env: { OPENAI_API_KEY: secrets.process, HOME: userHome },
      userHome,
      systemFolder: join(userHome, "etc"),
    }),
    diagnostics: createDiagnostics(folder, "1.2.3", async () => path),
  });
  await application.execute("reload", {});
  await application.settled();
  const reply = await application.execute("exportDiagnostics", {});
  expect(reply).toEqual({ ok: true, value: { isSaved: true } });
  const entries = Object.entries(unzipSync(readFileSync(path)));
  return {
    path,
    contents: Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)])),
  };
}

describe("a diagnostics archive", () => {
  test("tells what is wrong, and no secret of any place", async () => {
    const { contents, path } = await archive(config);
    expect(Object.keys(contents).sort()).toEqual([
      "about.json",
      "config.toml",
      "findings.json",
      "log.txt",
      "state.json",
      "surroundings.json",
    ]);
    const ids = JSON.parse(contents["findings.json"] ?? "").map(({ id }: { id: string }) => id);
    for (const id of [
      "openai-key-in-auth-json",
      "openai-key-in-env",
      "overlay-overrides",
      "managed-config-overrides",
      "loose-permissions",
    ])
      expect(ids).toContain(id);
    expect(JSON.parse(contents["about.json"] ?? "")).toMatchObject({
      app: "1.2.3",
      node: process.versions.node,
    });
    expect(contents["config.toml"]).toContain('model_provider = "photonmark-codex-boost"');
    expect(contents["log.txt"]).toContain("error:");
    const everything = JSON.stringify(contents);
    for (const [name, secret] of Object.entries(secrets))
      expect(everything, name).not.toContain(secret);
    expect(everything).not.toContain("sentinel");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("tells no secret of a file that is no TOML", async () => {
    const { contents } = await archive(
      `experimental_bearer_token = "${secrets.broken}\n[[[\n${secrets.token}\n`,
    );
    expect(JSON.stringify(contents)).not.toContain("sentinel");
  });
});

describe("saving an archive", () => {
  const diagnostics = () => createDiagnostics("/nowhere", "1", async () => undefined);

  test("where nobody may write leaves nothing behind", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "bundle.zip"));
    await expect(
      diagnostics().save(join(folder, "bundle.zip"), { a: "b" }, true),
    ).rejects.toMatchObject({
      code: "DIAGNOSTICS_NOT_SAVED",
    });
    expect(readdirSync(folder)).toEqual(["bundle.zip"]);
    await expect(diagnostics().save(join(folder, "no/bundle.zip"), {}, true)).rejects.toMatchObject(
      {
        code: "DIAGNOSTICS_NOT_SAVED",
      },
    );
  });

  test("replaces an older one", async () => {
    const path = join(temporaryFolder(), "bundle.zip");
    writeFileSync(path, "old");
    chmodSync(path, 0o644);
    await diagnostics().save(path, { "a.txt": "ä" }, true);
    expect(strFromU8(unzipSync(readFileSync(path))["a.txt"] ?? new Uint8Array())).toBe("ä");
  });

  test("under a name from the terminal never replaces a file", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "config.toml");
    writeFileSync(path, "mine");
    const application = createApplication({ ...createFakePorts(""), diagnostics: diagnostics() });
    expect(await application.execute("exportDiagnostics", { path })).toMatchObject({
      code: "DIAGNOSTICS_EXIST",
      detail: { path },
    });
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(readdirSync(folder)).toEqual(["config.toml"]);
    const free = join(folder, "bundle.zip");
    expect(await application.execute("exportDiagnostics", { path: free })).toMatchObject({
      ok: true,
    });
    expect(Object.keys(unzipSync(readFileSync(free)))).toContain("about.json");
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("does without a log", async () => {
    expect(await diagnostics().gather()).toMatchObject({ log: "", userHome: homedir() });
  });
});

test("an archive that the user does not want is not made", async () => {
  const ports = createFakePorts("");
  const application = createApplication({
    ...ports,
    diagnostics: createDiagnostics("/nowhere", "1", async () => undefined),
  });
  const reply = await application.execute("exportDiagnostics", {});
  expect(reply).toEqual({ ok: true, value: { isSaved: false } });
});
