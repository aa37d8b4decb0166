import { describe, expect, test } from "vitest";
import { startRefreshSchedule } from "../../app/account/refreshSchedule.ts";
import { createApplication } from "../../app/application.ts";
import { AppError } from "../../app/errors.ts";
import { createManualClock } from "../adapters/rig/manualClock.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LOOK = 5 * SECOND;

const config = `model_provider = "a"

[model_providers.a]
name = "A"
base_url = "https://codex.example.test/a/v1"

[model_providers.b]
name = "B"
base_url = "https://codex.example.test/b/v1"
`;

async function start(random = 0.5, isWatched = true) {
  const ports = createFakePorts(config);
  const application = createApplication(ports);
  await application.execute("reload", {});
  await application.execute("signIn", { way: { kind: "device", onPrompt: () => {} } });
  const clock = createManualClock();
  const network = { isOnline: true };
  const isOnline = () => network.isOnline;
  const schedule = startRefreshSchedule(application, {
    ...{ clock, isOnline },
    random: () => random,
    isWatched: () => isWatched,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const asked = () => ports.dashboard.asked - before;
  const before = ports.dashboard.asked;
  /** The pause until the next refresh that nobody asked for. */
  const pause = () => Math.max(...clock.delays());
  return {
    ...{ ports, application, schedule, clock, network, settled, asked, pause },
    async advance(byMs: number) {
      clock.advance(byMs);
      await settled();
    },
  };
}

describe("the balances are refreshed", () => {
  test("every five minutes, give or take a fifth", async () => {
    const { pause, advance, asked } = await start();
    expect(pause()).toBe(5 * MINUTE);
    await advance(5 * MINUTE);
    expect(asked()).toBe(1);
    expect((await start(0)).pause()).toBe(4 * MINUTE);
  });

  test("less and less often while the service is away, an hour apart at most, then as before", async () => {
    const { ports, pause, advance } = await start();
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    const pauses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await advance(pause());
      pauses.push(pause() / MINUTE);
    }
    expect(pauses).toEqual([10, 20, 40, 60, 60, 60]);
    ports.dashboard.failure = undefined;
    await advance(pause());
    expect(pause()).toBe(5 * MINUTE);
  });

  test("on occasion; of a burst the first at once and the rest as one, a moment later", async () => {
    const { schedule, asked, settled, advance, clock } = await start();
    schedule.refreshSoon();
    await settled();
    schedule.refreshSoon();
    schedule.refreshSoon();
    await settled();
    expect(asked()).toBe(1);
    await advance(10 * SECOND);
    expect(asked()).toBe(2);
    expect(clock.delays()).toEqual([5 * MINUTE]);
  });

  test("when another provider becomes active, by our hand or another program's", async () => {
    const { ports, application, asked, settled, advance } = await start();
    await application.execute("change", { change: { kind: "activate", providerId: "b" } });
    await settled();
    expect(asked()).toBe(1);
    await advance(MINUTE);
    ports.homeFiles.text = config;
    await application.execute("reload", {});
    await settled();
    expect(asked()).toBe(2);
    await application.execute("reload", {});
    await advance(MINUTE);
    expect(asked()).toBe(2);
  });

  test("when the network is back, without waiting for the long pause", async () => {
    const { ports, network, asked, advance, pause, clock } = await start();
    network.isOnline = false;
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    await advance(5 * MINUTE);
    expect(asked()).toBe(1);
    await advance(LOOK);
    await advance(LOOK);
    expect(asked()).toBe(1);
    network.isOnline = true;
    ports.dashboard.failure = undefined;
    await advance(LOOK);
    expect(asked()).toBe(2);
    expect(pause()).toBe(5 * MINUTE);
    expect(clock.delays()).toEqual([5 * MINUTE]);
  });

  test("when the network is back, also if it was the start that found none", async () => {
    const { ports, application, network, asked, advance, settled } = await start();
    network.isOnline = false;
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    await application.execute("refreshBalances", {});
    await settled();
    network.isOnline = true;
    ports.dashboard.failure = undefined;
    await advance(LOOK);
    expect(asked()).toBe(2);
  });

  test("when the network is back, which is looked for less and less often while no window is open", async () => {
    const { ports, schedule, network, asked, advance, clock } = await start(0.5, false);
    network.isOnline = false;
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    await advance(5 * MINUTE);
    const looks: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const look = Math.min(...clock.delays());
      looks.push(look / SECOND);
      await advance(look);
    }
    expect(looks).toEqual([5, 10, 20, 40, 60, 60]);
    // The computer wakes up, and finds its network a moment later.
    schedule.refreshSoon();
    await advance(SECOND);
    const before = asked();
    network.isOnline = true;
    ports.dashboard.failure = undefined;
    await advance(LOOK);
    await advance(LOOK);
    expect(asked()).toBe(before + 1);
    expect(clock.delays()).toEqual([5 * MINUTE]);
  });

  test("once more for what happens while a refresh is under way", async () => {
    const { ports, schedule, asked, advance, settled } = await start();
    const { balances } = ports.dashboard;
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    ports.dashboard.balances = async () => {
      await held;
      return balances();
    };
    schedule.refreshSoon();
    await settled();
    schedule.refreshSoon();
    answer();
    await settled();
    await advance(10 * SECOND);
    expect(asked()).toBe(2);
  });

  test("not for a network that was there all along", async () => {
    const { ports, asked, advance } = await start();
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    await advance(5 * MINUTE);
    for (let round = 0; round < 10; round += 1) await advance(LOOK);
    expect(asked()).toBe(1);
  });

  test("no earlier than a busy service asks for, whatever the occasion", async () => {
    const { ports, schedule, asked, advance, pause } = await start();
    ports.dashboard.failure = new AppError("DASHBOARD_BUSY", { retryAfterSeconds: 1200 });
    await advance(5 * MINUTE);
    expect(pause()).toBe(20 * MINUTE);
    ports.dashboard.failure = undefined;
    await advance(MINUTE);
    schedule.refreshSoon();
    await advance(19 * MINUTE - 1);
    expect(asked()).toBe(1);
    await advance(1);
    expect(asked()).toBe(2);
    expect(pause()).toBe(5 * MINUTE);
  });

  test("also after the computer's clock was set back", async () => {
    const { schedule, clock, asked, settled, advance } = await start();
    await advance(5 * MINUTE);
    clock.setBack(60 * MINUTE);
    schedule.refreshSoon();
    await settled();
    expect(asked()).toBe(2);
  });

  test("not while nobody is signed in, and not once stopped", async () => {
    const { application, schedule, clock, asked, advance } = await start();
    await application.execute("signOut", {});
    schedule.refreshSoon();
    await advance(5 * MINUTE);
    expect(asked()).toBe(0);
    schedule.stop();
    expect(clock.delays()).toEqual([]);
  });
});
