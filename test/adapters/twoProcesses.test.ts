import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { buildHomeWorker, startHomeProcess } from "./rig/homeProcess.ts";
import { PROVIDER_IDS, providersConfig } from "./rig/providersConfig.ts";
import { driftIn, expectFailure, leftovers, testHome, textOf } from "./rig/testHome.ts";

buildHomeWorker();

const lockOf = (home: string) => join(home, ".config.toml.photonmark.lock");

/** What a process leaves behind that died a minute ago while it wrote. */
function dieIn(home: string): void {
  writeFileSync(lockOf(home), "half a fi");
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lockOf(home), longAgo, longAgo);
}

test("two processes that activate 200 times against each other lose nothing", async () => {
  const TIMES = 200;
  const start = providersConfig("link", { one: 0, two: 0 });
  const { files, home, backups } = testHome(start);
  const workers = ["one", "two"].map((counter) =>
    startHomeProcess({ kind: "activate", home, counter, times: TIMES, providerIds: PROVIDER_IDS }),
  );
  // Whoever looks meanwhile never takes what they write for a change by another program.
  let isDone = false;
  const drifts: unknown[] = [];
  const look = async () => {
    for (; !isDone; await delay(1)) drifts.push(...(await driftIn(files)));
  };
  const looking = look();
  await Promise.all(workers.map((worker) => worker.next("done"))).finally(() => {
    isDone = true;
  });
  await looking;
  expect(drifts).toEqual([]);

  const final = (await files.read()).text ?? "";
  expect(final).toMatch(/^# one 200\n# two 200\n/);
  expect([...leftovers(home), ...leftovers(backups)]).toEqual([]);

  // Every state the file was in is in a backup: each one of the two counts up from the one before it.
  const seen = new Map<number, string>();
  for (const { id } of await files.listBackups()) {
    const { text = "" } = await files.readBackup(id);
    const { one, two, activeId } = stateIn(text);
    expect(text).toBe(providersConfig(activeId, { one, two }));
    seen.set(one + two, text);
  }
  expect(seen.size).toBe(2 * TIMES);
  expect([...seen.keys()].sort((a, b) => a - b)).toEqual(Array.from(seen.keys(), (_, i) => i));
  expect(seen.get(0)).toBe(start);
});

test("a process that slept through its time does not overwrite what came meanwhile", async () => {
  const { files, home, configPath, backups } = testHome("a\n");
  const sleeper = startHomeProcess({ kind: "stall", home, stallMs: 6000, text: "sleeper\n" });
  await sleeper.next("stalling");
  // Waits until the sleeper's lock counts as dead.
  await files.update("activate", ({ text }) => ({ text: `${text}b\n` }));
  expect(textOf(configPath)).toBe("a\nb\n");
  expect((await sleeper.next("failed")).code).toBe("CONFIG_BUSY");
  expect(textOf(configPath)).toBe("a\nb\n");
  expect([...leftovers(home), ...leftovers(backups)]).toEqual([]);
});

test("the lock of a process that died is taken over", async () => {
  const { files, home, configPath } = testHome("a\n");
  dieIn(home);
  await files.update("activate", () => ({ text: "b\n" }));
  expect(textOf(configPath)).toBe("b\n");
  expect(leftovers(home)).toEqual([]);
});

test("a lock that is kept alive makes us give up, and is left alone", async () => {
  const { files, home, configPath } = testHome("a\n");
  writeFileSync(lockOf(home), "");
  const refresh = () => utimesSync(lockOf(home), new Date(), new Date());
  refresh();
  const timer = setInterval(refresh, 500);
  try {
    const error = await expectFailure(
      files.update("activate", () => ({ text: "b\n" })),
      "CONFIG_BUSY",
    );
    expect(error.detail).toEqual({ path: configPath });
    expect(existsSync(lockOf(home))).toBe(true);
    expect(textOf(configPath)).toBe("a\n");
  } finally {
    clearInterval(timer);
  }
});

test("a lock from the future is a dead one: somebody set the clock", async () => {
  const { files, home, configPath } = testHome("a\n");
  dieIn(home);
  const ahead = new Date(Date.now() + 3_600_000);
  utimesSync(lockOf(home), ahead, ahead);
  await files.update("activate", () => ({ text: "b\n" }));
  expect(textOf(configPath)).toBe("b\n");
});

test("several that find the same dead lock take turns", async () => {
  const { home, configPath } = testHome(providersConfig("link", { a: 0, b: 0, c: 0 }));
  dieIn(home);
  const workers = ["a", "b", "c"].map((counter) =>
    startHomeProcess({ kind: "activate", home, counter, times: 5, providerIds: PROVIDER_IDS }),
  );
  await Promise.all(workers.map((worker) => worker.next("done")));
  expect(textOf(configPath)).toMatch(/^# a 5\n# b 5\n# c 5\n/);
});

function stateIn(text: string) {
  const [, one, two, activeId = ""] =
    /^# one (\d+)\n# two (\d+)\nmodel_provider = "(\w+)"/.exec(text) ?? [];
  return { one: Number(one), two: Number(two), activeId };
}
