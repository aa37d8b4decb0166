import { describe, expect, test } from "vitest";
import { createTerminalWatch } from "../../../../main/adapters/codex/processes/terminalWatch.ts";

const noon = Date.parse("2026-11-22T12:00:00Z");
const at = (seconds: number) => new Date(noon + seconds * 1000);
const session = (pid: number, folder = "/projects/shop") => ({ pid, folder, startedAt: at(-7200) });
const a = session(1);
const b = { ...session(2), startedAt: at(300) };

/** Looks every five seconds between two moments, in seconds after noon. */
function lookedAt(sessions: readonly (typeof a)[], from: number, to: number, watch = newWatch()) {
  for (let now = from; now <= to; now += 5) watch.look(sessions, at(now).getTime());
  return watch;
}
const newWatch = createTerminalWatch;

describe("a chat in the folder of a session", () => {
  test("is its own when it was begun while it was seen to be alone, and stays so", () => {
    const watch = lookedAt([a, session(3, "/projects/other")], 0, 60);
    expect([watch.isOwn(a, at(32)), watch.isOwn(a, at(61))]).toEqual([true, false]);
    // Nobody looks for an hour.
    lookedAt([{ ...a, startedAt: at(-7199) }], 3600, 3605, watch);
    expect(watch.isOwn(a, at(32))).toBe(true);
  });

  test("may be that of another session that has ended", () => {
    const watch = lookedAt([a], 0, 295);
    lookedAt([a, b], 300, 340, watch);
    expect(watch.isOwn(a, at(302))).toBe(false);
    lookedAt([a], 345, 400, watch);
    expect(watch.isOwn(a, at(302))).toBe(false);
    // What is begun after that can only be its own again.
    expect(watch.isOwn(a, at(390))).toBe(true);
  });

  test("may be that of another session that nobody saw", () => {
    expect(lookedAt([a], 600, 660).isOwn(a, at(302))).toBe(false);
    const watch = lookedAt([a], 0, 295);
    lookedAt([a], 355, 400, watch);
    expect(watch.isOwn(a, at(302))).toBe(false);
    const afterTheClockWasSetBack = lookedAt([a], 500, 600);
    lookedAt([a], 400, 410, afterTheClockWasSetBack);
    expect(afterTheClockWasSetBack.isOwn(a, at(399))).toBe(false);
  });

  test("is not known to be anybody's without a look at the session", () => {
    const watch = newWatch();
    expect([watch.isWatching(), watch.isOwn(a, at(0))]).toEqual([false, false]);
    lookedAt([{ ...a, startedAt: at(-60) }], 0, 60, watch);
    expect([watch.isWatching(), watch.isOwn(a, at(30))]).toEqual([true, false]);
  });
});
