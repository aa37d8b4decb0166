import { describe, expect, test } from "vitest";
import { type Application, createApplication } from "../../app/application.ts";
import type { CodexProcess, CodexProcesses } from "../../app/codex/codexProcesses.ts";
import { startRestartWatch } from "../../app/codex/restartWatch.ts";
import { createManualClock, type ManualClock } from "../adapters/rig/manualClock.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const table = (id: string, token: string) => `[model_providers.${id}]
name = "${id}"
base_url = "https://x.test/v1"
experimental_bearer_token = "pmx-sentinel-${token}"
`;
const config = `model_provider = "pay"\n${table("pay", "one")}${table("boost", "two")}`;

/** A computer whose processes of Codex the test decides on. */
class FakeComputer implements CodexProcesses {
  processes: CodexProcess[] = [];
  turnAt: Date | undefined;
  /** Whether the desktop app does as it is told; by force it always does. */
  isObedient = true;
  canStart = true;
  readonly done: string[] = [];
  lists = 0;

  async list() {
    this.lists += 1;
    return this.processes;
  }
  async isRunning({ pid }: { readonly pid: number }) {
    return this.processes.some((process) => process.pid === pid);
  }
  async lastTurn() {
    return this.turnAt;
  }
  async quitDesktop({ pid }: CodexProcess, how: "politely" | "byForce") {
    this.done.push(`quit ${how}`);
    if (this.isObedient || how === "byForce") this.end(pid);
    return async () => {
      if (!this.canStart) throw new Error("cannot start");
      this.done.push("start");
    };
  }
  chooseDesktop = async () => "/opt/desktop";

  end(pid: number): void {
    this.processes = this.processes.filter((process) => process.pid !== pid);
  }
}

/** Lets time go by, and whoever waited do what it waited for. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 200) {
    clock.advance(Math.min(200, ms - passed));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function setUp(): Promise<{
  application: Application;
  computer: FakeComputer;
  clock: ManualClock;
  run: (pid: number, more?: Partial<CodexProcess>) => void;
  write: (text: string) => Promise<void>;
  stale: () => Promise<unknown>;
}> {
  const clock = createManualClock();
  const ports = createFakePorts(config);
  const computer = new FakeComputer();
  const application = createApplication({ ...ports, clock, codexProcesses: computer });
  await application.execute("reload", {});
  return {
    application,
    computer,
    clock,
    run: (pid, more = {}) => {
      computer.processes.push({
        pid,
        kind: "terminal",
        host: undefined,
        startedAt: clock.now(),
        chatBegunAt: undefined,
        ...more,
      });
    },
    async write(text) {
      await pass(clock, 1000);
      ports.homeFiles.text = text;
      await application.execute("reload", {});
    },
    async stale() {
      await application.execute("listCodexProcesses", {});
      return application
        .getState()
        .staleCodex.map(({ pid, stillUses }) => [pid, stillUses?.providerId]);
    },
  };
}

describe("a process of Codex", () => {
  test("may still use the provider that was active when it started", async () => {
    const { application, clock, run, stale } = await setUp();
    run(1);
    await pass(clock, 1000);
    expect(await stale()).toEqual([]);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await pass(clock, 1000);
    run(2);
    expect(await stale()).toEqual([[1, "pay"]]);
    const reply = await application.execute("listCodexProcesses", {});
    expect(JSON.stringify([reply, application.getState()])).not.toContain("sentinel");
  });

  test("is up to date once its last chat was begun after the switch, until the next one", async () => {
    const { application, computer, clock, run, stale } = await setUp();
    startRestartWatch(application, { clock, codexProcesses: computer, isWatched: () => true });
    run(1);
    await pass(clock, 1000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await pass(clock, 1000);
    expect(application.getState().staleCodex).toHaveLength(1);
    const chatBegunAt = clock.now();
    computer.processes = computer.processes.map((one) => ({ ...one, chatBegunAt }));
    await pass(clock, 65_000);
    expect(application.getState().staleCodex).toEqual([]);
    await application.execute("change", { change: { kind: "activate", providerId: "pay" } });
    expect(await stale()).toEqual([[1, "boost"]]);
  });

  test("is not stale for a key that was renewed before it resumed an older chat", async () => {
    const { clock, run, stale, write } = await setUp();
    const chatBegunAt = clock.now();
    await write(config.replace("sentinel-one", "sentinel-new"));
    await pass(clock, 1000);
    run(1, { chatBegunAt });
    expect(await stale()).toEqual([]);
  });

  test("is up to date again once what it uses is active again", async () => {
    const { application, clock, run, stale } = await setUp();
    run(1);
    await pass(clock, 1000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await pass(clock, 1000);
    run(2);
    await pass(clock, 1000);
    await application.execute("change", { change: { kind: "activate", providerId: "pay" } });
    expect(await stale()).toEqual([[2, "boost"]]);
  });

  test("is stale when its provider's key was renewed, or another program made the switch", async () => {
    const { clock, run, stale, write } = await setUp();
    run(1);
    await write(config.replace("sentinel-one", "sentinel-new"));
    expect(await stale()).toEqual([[1, "pay"]]);
    await write(config);
    expect(await stale()).toEqual([]);
    await pass(clock, 1000);
    await write(config.replace('model_provider = "pay"\n', ""));
    await pass(clock, 1000);
    run(2);
    expect(await stale()).toEqual([[1, "pay"]]);
  });

  test("is not stale because of what does not concern it", async () => {
    const { run, stale, write } = await setUp();
    run(1);
    await write(`# a note\n${config.replace("sentinel-two", "sentinel-new")}`);
    expect(await stale()).toEqual([]);
  });

  test("that is the daemon behind the sessions is listed but needs nothing", async () => {
    const { application, run, stale } = await setUp();
    run(1, { kind: "daemon" });
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    expect(await stale()).toEqual([]);
    const reply = await application.execute("listCodexProcesses", {});
    expect(reply).toMatchObject({ value: { processes: [{ pid: 1, kind: "daemon" }] } });
  });

  test("is compared with switches of earlier runs, which the backups tell", async () => {
    const { computer, clock, run } = await setUp();
    run(1);
    const ports = createFakePorts(config);
    const earlier = createApplication({ ...ports, clock });
    await earlier.execute("reload", {});
    await pass(clock, 1000);
    await earlier.execute("change", { change: { kind: "activate", providerId: "boost" } });
    for (const [id, backup] of ports.homeFiles.stored)
      ports.homeFiles.stored.set(id, { ...backup, createdAt: clock.now().toISOString() });
    await pass(clock, 1000);
    const now = createApplication({ ...ports, clock, codexProcesses: computer });
    await now.execute("reload", {});
    await now.execute("listCodexProcesses", {});
    expect(now.getState().staleCodex).toMatchObject([{ pid: 1, stillUses: { providerId: "pay" } }]);
  });
});

describe("restart to apply", () => {
  test("stays until it is true no more, and no clock runs before or after", async () => {
    const { application, computer, clock, run } = await setUp();
    startRestartWatch(application, {
      clock,
      codexProcesses: computer,
      isWatched: () => true,
    });
    await pass(clock, 60_000);
    expect([computer.lists, clock.delays().length]).toEqual([0, 0]);
    run(1);
    run(2);
    await pass(clock, 1000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await pass(clock, 1);
    expect(application.getState().staleCodex).toHaveLength(2);
    const { lists } = computer;
    await pass(clock, 55_000);
    expect(computer.lists).toBe(lists);
    // A session that goes on may have a new chat by now.
    await pass(clock, 10_000);
    expect(computer.lists).toBe(lists + 1);
    computer.end(1);
    await pass(clock, 5000);
    expect(application.getState().staleCodex.map(({ pid }) => pid)).toEqual([2]);
    computer.end(2);
    await pass(clock, 5000);
    expect(application.getState().staleCodex).toEqual([]);
    expect(clock.delays().length).toBe(0);
  });

  test("goes at once when the switch is undone", async () => {
    const { application, computer, clock, run } = await setUp();
    startRestartWatch(application, {
      clock,
      codexProcesses: computer,
      isWatched: () => true,
    });
    run(1);
    await pass(clock, 20_000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await pass(clock, 1);
    expect(application.getState().staleCodex).toHaveLength(1);
    await application.execute("change", { change: { kind: "undo" } });
    await pass(clock, 1);
    expect(application.getState().staleCodex).toEqual([]);
  });
});

describe("a reminder that was put away", () => {
  const reminded = (application: Application) =>
    application.getState().staleCodex.map(({ pid }) => pid);

  test("stays away for the sessions it was about, and comes for others and with the next switch", async () => {
    const { application, clock, run, stale } = await setUp();
    run(1);
    await pass(clock, 1000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    expect(await stale()).toEqual([[1, "pay"]]);
    await application.execute("dismissRestart", {});
    expect(reminded(application)).toEqual([]);
    expect(await stale()).toEqual([]);
    // It is still told, to whoever asks what runs.
    expect(await application.execute("listCodexProcesses", {})).toMatchObject({
      value: { processes: [{ pid: 1, stillUses: { providerId: "pay" } }] },
    });
    run(2, { startedAt: new Date(clock.now().getTime() - 1500) });
    expect(await stale()).toEqual([[2, "pay"]]);
    await pass(clock, 1000);
    run(3);
    await pass(clock, 1000);
    await application.execute("change", { change: { kind: "removeProvider", providerId: "pay" } });
    await application.execute("change", { change: { kind: "activate", providerId: "openai" } });
    expect((await stale()) as unknown[]).toHaveLength(3);
  });

  test("is not that of a process which gets the id later", async () => {
    const { application, computer, clock, run, stale } = await setUp();
    run(1);
    await pass(clock, 5000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await stale();
    await application.execute("dismissRestart", {});
    computer.end(1);
    run(1, { startedAt: new Date(clock.now().getTime() - 2500) });
    expect(await stale()).toEqual([[1, "pay"]]);
  });

  test("is that of a process whose start comes out a little different each time", async () => {
    const { application, computer, clock, run, stale } = await setUp();
    run(1);
    await pass(clock, 5000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await stale();
    await application.execute("dismissRestart", {});
    computer.processes = computer.processes.map((one) => ({
      ...one,
      startedAt: new Date(one.startedAt.getTime() + 20),
    }));
    expect(await stale()).toEqual([]);
  });
});

describe("looking whether a session has ended", () => {
  async function watched(isWatched: boolean) {
    const parts = await setUp();
    const { application, clock, computer, run } = parts;
    const window = { isOpen: isWatched };
    const watch = startRestartWatch(application, {
      clock,
      codexProcesses: computer,
      isWatched: () => window.isOpen,
    });
    run(1);
    await pass(clock, 20_000);
    await application.execute("change", { change: { kind: "activate", providerId: "boost" } });
    await pass(clock, 200);
    const pauses = async (count: number) => {
      const found: number[] = [];
      for (let round = 0; round < count; round += 1) {
        const [delay = 0] = clock.delays();
        found.push(delay / 1000);
        await pass(clock, delay);
      }
      return found;
    };
    return { ...parts, watch, window, pauses };
  }

  test("grows rarer while no window is open, and begins anew with a switch", async () => {
    const { application, clock, pauses } = await watched(false);
    expect(await pauses(6)).toEqual([5, 10, 20, 40, 60, 60]);
    await application.execute("change", { change: { kind: "activate", providerId: "openai" } });
    await pass(clock, 200);
    expect(await pauses(2)).toEqual([5, 10]);
  });

  test("stays frequent while a window shows it, and does again once one does", async () => {
    const { pauses, window } = await watched(true);
    expect(await pauses(3)).toEqual([5, 5, 5]);
    window.isOpen = false;
    expect(await pauses(4)).toEqual([5, 10, 20, 40]);
    window.isOpen = true;
    expect(await pauses(3)).toEqual([60, 5, 5]);
  });

  test("is done at once when somebody comes to see", async () => {
    const { application, computer, clock, pauses, watch } = await watched(false);
    await pauses(5);
    computer.end(1);
    watch.lookSoon();
    await pass(clock, 1);
    expect(application.getState().staleCodex).toEqual([]);
    expect(clock.delays()).toEqual([]);
    const { lists } = computer;
    watch.lookSoon();
    await pass(clock, 1);
    expect(computer.lists).toBe(lists);
  });
});

describe("restarting the desktop app", () => {
  const plainly = { evenWhileWorking: false, force: false };

  test("asks it to quit and starts it again, and touches nothing else", async () => {
    const { application, computer, run } = await setUp();
    run(1, { kind: "terminal" });
    run(2, { kind: "desktop" });
    run(3, { kind: "editor" });
    const reply = await application.execute("restartCodexDesktop", plainly);
    expect(reply).toEqual({ ok: true, value: { status: "restarted" } });
    expect(computer.done).toEqual(["quit politely", "start"]);
    expect(computer.processes.map(({ pid }) => pid)).toEqual([1, 3]);
  });

  test("does nothing while a turn may be running, unless the user says so", async () => {
    const { application, computer, clock, run } = await setUp();
    run(1, { kind: "desktop" });
    computer.turnAt = clock.now();
    const reply = await application.execute("restartCodexDesktop", plainly);
    const lastTurnAt = clock.now().toISOString();
    expect(reply).toEqual({ ok: true, value: { status: "working", lastTurnAt } });
    expect(computer.done).toEqual([]);
    const input = { ...plainly, evenWhileWorking: true };
    expect(await application.execute("restartCodexDesktop", input)).toMatchObject({
      value: { status: "restarted" },
    });
  });

  test("forces nothing without a yes of its own", async () => {
    const { application, computer, clock, run } = await setUp();
    run(1, { kind: "desktop" });
    computer.isObedient = false;
    const refused = application.execute("restartCodexDesktop", plainly);
    await pass(clock, 11_000);
    expect(await refused).toEqual({ ok: true, value: { status: "stillRunning" } });
    expect(computer.done).toEqual(["quit politely"]);
    const forced = await application.execute("restartCodexDesktop", { ...plainly, force: true });
    expect(forced).toMatchObject({ value: { status: "restarted" } });
    expect(computer.done).toEqual(["quit politely", "quit byForce", "start"]);
  });

  test("starts it again when it has quit while the user was asked", async () => {
    const { application, computer, clock, run } = await setUp();
    run(1, { kind: "desktop" });
    computer.isObedient = false;
    const refused = application.execute("restartCodexDesktop", plainly);
    await pass(clock, 11_000);
    await refused;
    computer.end(1);
    const forced = await application.execute("restartCodexDesktop", { ...plainly, force: true });
    expect(forced).toMatchObject({ value: { status: "restarted" } });
    expect(computer.done).toEqual(["quit politely", "start"]);
  });

  test("says that it does not run", async () => {
    const { application, computer, run } = await setUp();
    run(1, { kind: "terminal" });
    expect(await application.execute("restartCodexDesktop", plainly)).toMatchObject({
      value: { status: "notRunning" },
    });
    expect(computer.done).toEqual([]);
  });
});
