import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createCodexProgram } from "../../main/adapters/lazyPorts.ts";
import { ACCEPTED, codexScript, doctorNames } from "./rig/codexScript.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const accepted = { status: "accepted", version: "9.8.7", effectiveProviderId: "pm" };

/** How Codex says that a file does not load. */
function rejection(data: Record<string, unknown>): string {
  const error = { code: -32600, data: { reason: "configLoad", ...data }, message: "failed" };
  return `echo '${JSON.stringify({ error })}'; exit 1`;
}

describe("what Codex says", () => {
  test("accepted, with the provider the doctor names, although the doctor found faults", async () => {
    expect(await codexScript({}).check()).toEqual(accepted);
  });

  test.each([
    ["prints garbage", "echo not JSON"],
    ["fails", "exit 7"],
    ["is another one", "echo '{}'"],
  ])("accepted, without a provider, when the doctor %s", async (_name, doctor) => {
    const result = await codexScript({ doctor }).check();
    expect(result).toEqual({ ...accepted, effectiveProviderId: undefined });
  });

  test("rejected, with the position, and without the path in the words", async () => {
    const startup = rejection({
      filePath: "$CODEX_HOME/config.toml",
      line: 2,
      column: 5,
      detail: "$CODEX_HOME/config.toml:2:5: duplicate key",
    });
    const script = codexScript({ startup: startup.replaceAll("$CODEX_HOME", `'"$CODEX_HOME"'`) });
    expect(await script.check()).toEqual({
      status: "rejected",
      message: "duplicate key",
      line: 2,
      column: 5,
    });
    expect(script.noted("args")).not.toContain("doctor");
  });

  test("rejected, in its whole words, so that no token in them is cut in two before it is masked", async () => {
    const detail = `${"invalid ".repeat(62)}"pmx-sentinel-at-the-limit" here`;
    const startup = rejection({ filePath: null, line: null, column: null, detail });
    expect(await codexScript({ startup }).check()).toMatchObject({ message: detail });
  });

  test("rejected, without a position where no single place is wrong", async () => {
    const detail = "Model provider `zz` not found";
    const startup = rejection({ filePath: null, line: null, column: null, detail });
    expect(await codexScript({ startup }).check()).toEqual({
      status: "rejected",
      message: detail,
      line: undefined,
      column: undefined,
    });
  });

  test("rejected, but not at a position of the user's file when another one is wrong", async () => {
    const filePath = "/etc/codex/managed_config.toml";
    const detail = `${filePath}:3:1: duplicate key`;
    const startup = rejection({ filePath, line: 3, column: 1, detail });
    expect(await codexScript({ startup }).check()).toMatchObject({
      status: "rejected",
      message: detail,
      line: undefined,
    });
  });

  test("accepted as the defaults when the home is missing, which Codex would make", async () => {
    const script = codexScript({ startup: "exit 1" });
    rmSync(script.home, { recursive: true });
    expect(await script.check()).toEqual({ ...accepted, effectiveProviderId: undefined });
    expect(existsSync(script.home)).toBe(false);
  });
});

describe("a check that fails says why", () => {
  test.each([
    ["garbage", "echo 'hello'", "unexpected", "0"],
    ["JSON of another kind", "echo '{\"a\":1}'", "unexpected", "0"],
    [
      "an error without JSON",
      "echo 'WARNING: x' >&2; echo 'Error: y' >&2; exit 1",
      "said",
      "Error: y",
    ],
    ["an exit without a word", "exit 3", "unexpected", "3"],
    ["a signal", "kill -9 $$", "unexpected", "null"],
    ["much too much", "yes | head -c 5000000", "endless", ""],
    ["an error without end", "yes >&2", "endless", ""],
    ["very long words, whole", `printf 'E%1000s' x >&2; exit 1`, "said", `E${" ".repeat(999)}x`],
  ])("%s", async (_name, startup, reason, message) => {
    expect(await codexScript({ startup }).check()).toEqual({ status: "failed", reason, message });
  });

  test("no version for a missing home", async () => {
    const { check, root } = codexScript({ version: "exit 1" });
    expect((await check(join(root, "missing"))).status).toBe("failed");
  });
});

describe("five seconds", () => {
  /** Notes the ids of the script and of what it started, and hangs with both. */
  const HANG = "sleep 60 & echo $$ $! > $CODEX_HOME/ids; wait";

  test("are all that Codex gets, and then it ends with all it started", async () => {
    const script = codexScript({ startup: HANG });
    const startedAt = Date.now();
    expect(await script.check()).toEqual({ status: "failed", reason: "timedOut", message: "" });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(4900);
    const ids = readFileSync(join(script.home, "ids"), "utf8").trim().split(" ").map(Number);
    expect(ids).toHaveLength(2);
    for (const id of ids) await expectEnded(id);
  });

  test("are for all questions together, and a doctor that is too late is no failure", async () => {
    const script = codexScript({
      startup: `sleep 1; ${ACCEPTED}`,
      doctor: `sleep 4.5; ${doctorNames("pm")}`,
    });
    expect(await script.check()).toEqual({ ...accepted, effectiveProviderId: undefined });
    expect(script.noted("args")).toContain("doctor");
  });

  async function expectEnded(id: number): Promise<void> {
    // Killed, but it may take its parent, or the system's first process, a moment to notice.
    await expect.poll(() => isAlive(id)).toBe(false);
  }

  function isAlive(id: number): boolean {
    try {
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      return !/^State:\s+Z/m.test(status);
    } catch {
      return false;
    }
  }
});

describe("what Codex is given", () => {
  const CONFIG = `model_provider = "pm"
[model_providers.pm]
name = "PM"
base_url = "https://pm.example/v1"
experimental_bearer_token = "pmx-sentinel-argv"
supports_websockets = true
[model_providers.plain]
name = "Plain"
`;

  test("is the home, a proxy that leads nowhere, and a folder without a project", async () => {
    const script = codexScript({}, CONFIG);
    await script.check();
    const env = script.noted("env");
    expect(env).toContain(`CODEX_HOME=${script.home}`);
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]) {
      expect(env).toContain(`${name}=http://127.0.0.1:0`);
      expect(env).toContain(`${name.toLowerCase()}=http://127.0.0.1:0`);
    }
    expect(env.filter((line) => /^no_proxy=/i.test(line))).toEqual([]);
    expect(new Set(script.noted("folder"))).toEqual(new Set(["/"]));
  });

  test("are the arguments that keep the doctor off the network, and never a token", async () => {
    const script = codexScript({}, CONFIG);
    await script.check();
    expect(script.noted("args")).toEqual([
      "app-server",
      "--print-startup-config",
      "doctor",
      "--json",
      "-c",
      'openai_base_url="http://127.0.0.1:0/v1"',
      "-c",
      "features.system_proxy_fallback=false",
      "-c",
      "model_providers.pm.supports_websockets=false",
    ]);
    expect(script.noted("env").join("\n")).not.toContain("pmx-sentinel");
  });

  test("is no question to the doctor where it cannot be kept off the network", async () => {
    const script = codexScript({}, CONFIG.replaceAll("pm]", '"p.m"]').replace('"pm"', '"p.m"'));
    expect(await script.check()).toEqual({ ...accepted, effectiveProviderId: undefined });
    expect(script.noted("args")).not.toContain("doctor");
  });

  test("is no input to wait for", async () => {
    expect(await codexScript({ startup: `cat; ${ACCEPTED}` }).check()).toEqual(accepted);
  });
});

describe("the program", () => {
  const env = { PATH: "/nonexistent" };

  test("is not found where there is none, and a wrong choice is not made up for", async () => {
    const { path } = codexScript({});
    const userFolder = temporaryFolder();
    for (const chosen of [join(userFolder, "codex"), userFolder]) {
      const program = createCodexProgram({
        getCodexPath: () => chosen,
        env: { PATH: join(path, "..") },
        userFolder,
      });
      expect(await program.check(userFolder)).toEqual({ status: "notFound" });
    }
  });

  test("is looked for anew at each check", async () => {
    const script = codexScript({ doctor: doctorNames("other") });
    let chosen = "/nonexistent";
    const program = createCodexProgram({ getCodexPath: () => chosen, env });
    expect(await program.check(script.home)).toEqual({ status: "notFound" });
    chosen = script.path;
    expect(await program.check(script.home)).toEqual({ ...accepted, effectiveProviderId: "other" });
  });

  test("that cannot be started is a failed check", async () => {
    const script = codexScript({});
    writeFileSync(script.path, "#!/nonexistent/interpreter\n");
    expect(await script.check()).toEqual({
      status: "failed",
      reason: "notStarted",
      message: "ENOENT",
    });
  });
});
