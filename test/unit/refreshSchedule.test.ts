import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { AppError } from "../../app/errors.ts";
import type { Clock } from "../../app/ports.ts";
import { startRefreshSchedule } from "../../app/refreshSchedule.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const MINUTE = 60_000;

/** A clock that stands until a test moves it to what is due next. */
function createManualClock() {
  let time = 0;
  let due: { delay: number; callback: () => void } | undefined;
  const clock: Clock = {
    now: () => new Date(time),
    after(delay, callback) {
      const own = { delay, callback };
      due = own;
      return () => {
        if (due === own) due = undefined;
      };
    },
  };
  return {
    clock,
    pause: () => due?.delay,
    async next() {
      const { delay, callback } = due ?? { delay: 0, callback: () => {} };
      due = undefined;
      time += delay;
      callback();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

async function start() {
  const ports = createFakePorts("");
  const application = createApplication(ports);
  await application.execute("signIn", { way: { kind: "device", onPrompt: () => {} } });
  const manual = createManualClock();
  const schedule = startRefreshSchedule(application, manual.clock, () => 0.5);
  return { ports, application, schedule, ...manual };
}

describe("the balances are refreshed", () => {
  test("every five minutes, give or take a fifth", async () => {
    const { ports, pause, next } = await start();
    const before = ports.dashboard.asked;
    expect(pause()).toBe(5 * MINUTE);
    await next();
    expect(ports.dashboard.asked).toBe(before + 1);
    const manual = createManualClock();
    startRefreshSchedule(createApplication(ports), manual.clock, () => 0);
    expect(manual.pause()).toBe(4 * MINUTE);
  });

  test("less and less often while the service is away, an hour apart at most, then as before", async () => {
    const { ports, pause, next } = await start();
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    const pauses: (number | undefined)[] = [];
    for (let round = 0; round < 6; round += 1) {
      await next();
      pauses.push(pause());
    }
    expect(pauses.map((delay) => (delay ?? 0) / MINUTE)).toEqual([10, 20, 40, 60, 60, 60]);
    ports.dashboard.failure = undefined;
    await next();
    expect(pause()).toBe(5 * MINUTE);
  });

  test("on occasion, a burst of them counting once", async () => {
    const { ports, schedule } = await start();
    const before = ports.dashboard.asked;
    schedule.refreshSoon();
    schedule.refreshSoon();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ports.dashboard.asked).toBe(before + 1);
  });

  test("not while nobody is signed in", async () => {
    const { ports, application, next } = await start();
    await application.execute("signOut", {});
    const before = ports.dashboard.asked;
    await next();
    expect(ports.dashboard.asked).toBe(before);
  });
});
