import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, type TestContext, test } from "vitest";
import type { CodexProcess } from "../../app/codex/codexProcesses.ts";
import {
  linuxEnvironment,
  mayReadHome,
} from "../../main/adapters/codex/processes/linuxProcesses.ts";
import { createCodexProcesses } from "../../main/adapters/lazyPorts.ts";
import { CLOSED_NETWORK } from "../e2e/rig/closedNetwork.ts";
import { type OwnedProcess, startProcess } from "../e2e/rig/ownedProcess.ts";
import { codexProgram } from "../e2e/rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";
import { startSandbox } from "../sandbox/startSandbox.ts";
import { skipUnless } from "./rig/rootOnly.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const standIn = join(import.meta.dirname, "../support/standInDesktop.mjs");
const secret = "pmx-sentinel-of-a-process";

/** A home whose provider takes a turn and never answers. */
async function heldHome(context: TestContext): Promise<ThrowAwayHome> {
  skipUnless(context, process.platform === "linux", "these processes are looked for on Linux");
  const path = codexProgram();
  skipUnless(context, existsSync(path), `Codex is not installed at ${path}`);
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  await sandbox.admin("POST", "/faults", { target: "responses", kind: "hang" });
  const config = `model_provider = "pm"
check_for_update_on_startup = false
[model_providers.pm]
name = "PM"
base_url = "${sandbox.origin}/pay/v1"
experimental_bearer_token = "${secret}"
[features]
plugins = false
apps = false
`;
  const home = await createThrowAwayHome({ ".codex/config.toml": config });
  onTestFinished(() => home.remove());
  return home;
}

/** Starts a program in a home; it is ended with all it started when the test is over. */
function start(home: ThrowAwayHome, program: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const owned = startProcess(program, args, {
    cwd: home.path,
    env: { PATH: process.env.PATH, TERM: "xterm", ...CLOSED_NETWORK, ...home.env, ...env },
  });
  onTestFinished(() => void owned.stop(500));
  return owned;
}

const codexIn = (home: ThrowAwayHome, desktop = "") => {
  const adapter = createCodexProcesses(() => desktop);
  return {
    adapter,
    list: () => adapter.list(home.codexHome),
  };
};

async function waitForKind(
  list: () => Promise<readonly CodexProcess[]>,
  kind: CodexProcess["kind"],
): Promise<CodexProcess> {
  await expect.poll(async () => (await list()).map((one) => one.kind)).toContain(kind);
  const found = (await list()).find((one) => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

describe("the real Codex", () => {
  test("is found while it works on a task, with its start, and nothing secret", async (context) => {
    const home = await heldHome(context);
    const { adapter, list } = codexIn(home);
    expect(await adapter.lastTurn(home.codexHome, 90_000)).toBeUndefined();
    const before = Date.now();
    const codex = start(home, codexProgram(), ["exec", "--skip-git-repo-check", secret]);
    const found = await waitForKind(list, "task");
    expect(found).toMatchObject({ kind: "task", host: undefined });
    expect(found.startedAt.getTime()).toBeGreaterThan(before - 100);
    expect(found.startedAt.getTime()).toBeLessThan(Date.now() + 100);
    expect(JSON.stringify(await list())).not.toContain("sentinel");
    expect(await adapter.isRunning(found)).toBe(true);
    expect(await adapter.list("/nonexistent")).toEqual([]);
    // A turn is under way, and Codex has written the chat that it belongs to.
    await expect.poll(() => adapter.lastTurn(home.codexHome, 90_000)).toBeDefined();
    await codex.stop();
    expect(await adapter.isRunning(found)).toBe(false);
    expect(await list()).toEqual([]);
    expect(await adapter.lastTurn(home.codexHome, 0)).toBeUndefined();
  });

  test("is found as a session in a terminal, with the daemon behind it", async (context) => {
    const home = await heldHome(context);
    skipUnless(context, existsSync("/usr/bin/script"), "script of util-linux gives a terminal");
    const { list } = codexIn(home);
    start(home, "/usr/bin/script", ["-qfec", codexProgram(), "/dev/null"]);
    const session = await waitForKind(list, "terminal");
    expect(session.host).toBeUndefined();
    for (const { pid, kind } of await list()) {
      expect(["terminal", "daemon"]).toContain(kind);
      if (kind === "daemon") onTestFinished(() => void process.kill(pid, "SIGKILL"));
    }
  });

  test("is found as a server, behind whatever uses it", async (context) => {
    const home = await heldHome(context);
    const { list } = codexIn(home);
    const host = ["-c", `"${codexProgram()}" app-server; true`];
    const owned = startProcess("/bin/bash", host, {
      cwd: home.path,
      env: { PATH: process.env.PATH, ...CLOSED_NETWORK, ...home.env },
      keepsInput: true,
    });
    onTestFinished(() => void owned.stop(500));
    expect(await waitForKind(list, "server")).toMatchObject({ host: expect.any(String) });
  });
});

describe("a Codex of another home", () => {
  test("is not listed: a switch in this home changes nothing for it", async (context) => {
    const [home, other] = [await heldHome(context), await heldHome(context)];
    const [ours, theirs] = [codexIn(home), codexIn(other)];
    start(other, codexProgram(), ["exec", "--skip-git-repo-check", "hi"]);
    const foreign = await waitForKind(theirs.list, "task");
    expect(await ours.list()).toEqual([]);
    start(home, codexProgram(), ["exec", "--skip-git-repo-check", "hi"]);
    const own = await waitForKind(ours.list, "task");
    expect((await ours.list()).map(({ pid }) => pid)).toEqual([own.pid]);
    expect((await theirs.list()).map(({ pid }) => pid)).toEqual([foreign.pid]);
  });

  test("is told by its folder, whatever leads there", async (context) => {
    const home = await heldHome(context);
    const { adapter } = codexIn(home);
    const link = join(temporaryFolder(), "home");
    symlinkSync(home.codexHome, link);
    // An empty CODEX_HOME is none: Codex reads .codex in the user's folder.
    start(home, codexProgram(), ["exec", "--skip-git-repo-check", "hi"], { CODEX_HOME: "" });
    const found = await waitForKind(() => adapter.list(link), "task");
    expect((await adapter.list(home.codexHome)).map(({ pid }) => pid)).toEqual([found.pid]);
  });
});

describe("the environment of a process", () => {
  test("is not known where its program has blanked it, as one with Chromium does", async (context) => {
    skipUnless(context, process.platform === "linux", "only Linux tells the environment");
    skipUnless(context, existsSync("/usr/bin/perl"), "Perl blanks it in the same way");
    const env = { HOME: "/home/kim", NOTE: "a=b" };
    const perl = (script: string) => {
      const owned = startProcess(
        "/usr/bin/perl",
        ["-e", `${script}; $| = 1; print "\n"; sleep 60`],
        {
          env,
        },
      );
      onTestFinished(() => void owned.stop(500));
      return owned;
    };
    const [plain, titled] = [perl("1"), perl('$0 = "title"')];
    for (const one of [plain, titled]) await one.firstLine("stdout");
    expect(linuxEnvironment(plain.pid)).toEqual(env);
    expect(linuxEnvironment(titled.pid)).toBeUndefined();
    expect(mayReadHome(plain.pid, "/home/kim/.codex")).toBe(true);
    expect(mayReadHome(plain.pid, "/home/lee/.codex")).toBe(false);
    expect(mayReadHome(titled.pid, "/home/lee/.codex")).toBe(true);
    await titled.stop(0);
    expect(mayReadHome(titled.pid, "/home/lee/.codex")).toBe(false);
  });
});

describe("a desktop app that the user named", () => {
  interface Note {
    readonly pid?: number;
    readonly args?: readonly string[];
    readonly folder?: string;
    readonly refused?: true;
  }

  async function desktopIn(context: TestContext, env: NodeJS.ProcessEnv = {}) {
    const home = await heldHome(context);
    const notesPath = home.file("notes");
    const notes = (): Note[] => {
      if (!existsSync(notesPath)) return [];
      const lines = readFileSync(notesPath, "utf8").trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line) as Note);
    };
    // Started again, it is nobody's child; it is ended by the id it noted.
    onTestFinished(() => {
      for (const { pid } of notes().slice(1)) if (pid) process.kill(pid, "SIGKILL");
    });
    const link = join(temporaryFolder(), "codex-desktop");
    symlinkSync(standIn, link);
    const more = { STAND_IN_NOTES: notesPath, STAND_IN_CODEX: codexProgram(), ...env };
    const owned: OwnedProcess = start(home, standIn, ["--profile", "two words"], more);
    const { adapter, list } = codexIn(home, link);
    await expect.poll(() => notes().length).toBe(1);
    const found = await waitForKind(list, "desktop");
    return { home, link, notes, owned, adapter, list, found };
  }

  test("is found by its path, and what it started counts as a part of it", async (context) => {
    const { owned, list, found, home } = await desktopIn(context);
    expect(found).toMatchObject({ pid: owned.pid, kind: "desktop" });
    expect((await list()).map(({ kind }) => kind)).toEqual(["desktop"]);
    expect((await codexIn(home).list()).map(({ kind }) => kind)).not.toContain("desktop");
  });

  test("quits when it is asked to, and is started as it was", async (context) => {
    const { adapter, notes, owned, found, list, home } = await desktopIn(context);
    const startAgain = await adapter.quitDesktop(found, "politely");
    expect((await owned.ended).code).toBe(0);
    expect(await adapter.isRunning(found)).toBe(false);
    await startAgain?.();
    const again = await waitForKind(list, "desktop");
    expect(again.pid).not.toBe(found.pid);
    await expect.poll(() => notes().length).toBe(2);
    const { args, folder } = notes()[1] ?? {};
    expect([args, folder]).toEqual([["--profile", "two words"], home.path]);
  });

  test("that does not quit goes on until it is forced", async (context) => {
    const refusing = { STAND_IN_REFUSES: "1" };
    const { adapter, notes, owned, found } = await desktopIn(context, refusing);
    expect(await adapter.quitDesktop(found, "politely")).toBeDefined();
    await expect.poll(() => notes().at(-1)).toEqual({ refused: true });
    expect(await adapter.isRunning(found)).toBe(true);
    expect(await adapter.quitDesktop(found, "byForce")).toBeDefined();
    expect((await owned.ended).signal).toBe("SIGKILL");
    expect(await adapter.quitDesktop(found, "byForce")).toBeUndefined();
  });

  test("is not a program that has it open, nor one in a terminal, nor Codex itself", async (context) => {
    const { home, link, list } = await desktopIn(context);
    const reader = start(home, "/usr/bin/tail", ["-f", link]);
    skipUnless(context, existsSync("/usr/bin/script"), "script of util-linux gives a terminal");
    const started = home.file("shown");
    const noted = { STAND_IN_NOTES: started, STAND_IN_CODEX: codexProgram() };
    const shown = start(home, "/usr/bin/script", ["-qfec", link, "/dev/null"], noted);
    // On its way into the terminal a process is nowhere yet.
    await expect.poll(() => existsSync(started)).toBe(true);
    const own = (await list()).filter(({ kind }) => kind === "desktop");
    expect(own).toHaveLength(1);
    expect(own.map(({ pid }) => pid)).not.toContain(reader.pid);
    expect(own.map(({ pid }) => pid)).not.toContain(shown.pid);
    start(home, codexProgram(), ["app-server"]);
    await waitForKind(list, "server");
    expect((await codexIn(home, codexProgram()).list()).map(({ kind }) => kind)).not.toContain(
      "desktop",
    );
  });

  test("is told from a process that got its id later, and from any other program", async (context) => {
    const { adapter, owned, found } = await desktopIn(context);
    const older = { ...found, startedAt: new Date(found.startedAt.getTime() - 60_000) };
    expect(await adapter.quitDesktop(older, "byForce")).toBeUndefined();
    const ourselves = { ...found, pid: process.pid };
    expect(await adapter.quitDesktop(ourselves, "byForce")).toBeUndefined();
    expect(await adapter.isRunning(found)).toBe(true);
    await owned.stop();
  });

  test("that cannot be started any more is told so", async (context) => {
    const { adapter, found, owned, home } = await desktopIn(context);
    const startAgain = await adapter.quitDesktop(found, "politely");
    await owned.ended;
    await home.remove();
    await expect(startAgain?.()).rejects.toMatchObject({ code: "CODEX_NOT_STARTED" });
  });
});
