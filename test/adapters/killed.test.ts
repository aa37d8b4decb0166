import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { buildHomeWorker, startHomeProcess } from "./rig/homeProcess.ts";
import { PROVIDER_IDS, providersConfig } from "./rig/providersConfig.ts";
import { driftIn, leftovers, type TestHome, testHome, textOf } from "./rig/testHome.ts";

buildHomeWorker();

/** Homes at the same time, because after most kills the lock has to be found dead first. */
const HOMES = 6;
const ACTIVATIONS_PER_HOME = 55;
const MOST_ACTIVATIONS_BETWEEN_KILLS = 10;
/** About as long as an activation takes, so that every moment of it gets its share. */
const MOST_DELAY_MS = 25;

test("killing at random moments leaves a whole file that nobody else seems to have changed, and every backup", async () => {
  const outcomes = await Promise.all(Array.from({ length: HOMES }, () => torment()));
  const sum = (count: (outcome: Outcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const activations = sum((outcome) => outcome.acknowledged);
  console.log(
    `${activations} activations, ${sum((o) => o.kills)} kills, of which ` +
      `${sum((o) => o.inTheMiddle)} left a lock or an unfinished file behind`,
  );
  expect(activations).toBeGreaterThanOrEqual(300);
  // Else the kills would have proven nothing.
  expect(sum((outcome) => outcome.inTheMiddle)).toBeGreaterThan(0);
});

interface Outcome {
  acknowledged: number;
  kills: number;
  inTheMiddle: number;
}

/** Kills workers on one home again and again, and looks at the files after each of them. */
async function torment(): Promise<Outcome> {
  const test = testHome(providersConfig("link", { count: 0 }));
  const outcome = { acknowledged: 0, kills: 0, inTheMiddle: 0 };
  const backupIds = new Set<string>();
  let count = 0;
  while (outcome.acknowledged < ACTIVATIONS_PER_HOME) {
    const worker = startHomeProcess({
      kind: "activate",
      home: test.home,
      counter: "count",
      times: 1000,
      providerIds: PROVIDER_IDS,
    });
    for (let left = Math.random() * MOST_ACTIVATIONS_BETWEEN_KILLS; left > 0; left -= 1)
      await worker.next("activated");
    await delay(Math.random() * MOST_DELAY_MS);
    worker.child.kill("SIGKILL");
    await worker.ended;
    outcome.kills += 1;
    if (leftovers(test.home).length > 0) outcome.inTheMiddle += 1;
    for (const message of worker.messages) {
      if (message.kind !== "activated") throw new Error(JSON.stringify(message));
      expect(message.count).toBeGreaterThan(count);
      count = message.count;
      backupIds.add(message.backupId ?? "");
      outcome.acknowledged += 1;
    }
    const now = countIn(textOf(test.configPath));
    // The kill may have come between the rename and its acknowledgement.
    expect([count, count + 1]).toContain(now);
    count = now;
    expectWholeBackups(test, backupIds, now);
    expect(await driftIn(test.files)).toEqual([]);
  }
  await test.files.update("activate", () => ({ text: "the end\n" }));
  expect([...leftovers(test.home), ...leftovers(test.backups)]).toEqual([]);
  return outcome;
}

/** All states before the present one are in backups; a write that was cut short may have left one more. */
function expectWholeBackups({ backups }: TestHome, acknowledged: Set<string>, now: number): void {
  const names = readdirSync(backups).filter((name) => name.endsWith(".toml"));
  for (const id of acknowledged) expect(names).toContain(`${id}.toml`);
  const counts = new Set(names.map((name) => countIn(textOf(join(backups, name)))));
  for (let count = 0; count < now; count += 1) expect(counts).toContain(count);
  expect(Math.max(...counts)).toBeLessThanOrEqual(now);
}

/** Throws for anything that is not, to the byte, a state some activation made. */
function countIn(text: string): number {
  const [, count, activeId = ""] = /^# count (\d+)\nmodel_provider = "(\w+)"/.exec(text) ?? [];
  expect(text).toBe(providersConfig(activeId, { count: Number(count) }));
  return Number(count);
}
