import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileNotified } from "../../main/adapters/settings/fileNotified.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const log = { info: () => {}, error: () => {} };

test("what the user was notified of is known to the next run, and names no balance", () => {
  const folder = temporaryFolder();
  const first = createFileNotified(folder, log);
  expect(first.has("low bal_pay 5000")).toBe(false);
  first.add("low bal_pay 5000");
  const second = createFileNotified(folder, log);
  expect(second.has("low bal_pay 5000")).toBe(true);
  expect(second.has("empty bal_pay 5000")).toBe(false);
  const path = join(folder, "alerts.json");
  expect(readFileSync(path, "utf8")).not.toContain("bal_pay");
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("of drifts the next run knows the parts of the last one", () => {
  const folder = temporaryFolder();
  const first = createFileNotified(folder, log);
  first.keepDrift(["a", "b"]);
  first.keepDrift(["b", "c"]);
  const second = createFileNotified(folder, log);
  expect(["a", "b", "c"].map(second.hasDrift)).toEqual([false, true, true]);
  expect(second.has("b")).toBe(false);
});

test("a drift of many parts takes one write, and no balance is forgotten for it", () => {
  const folder = temporaryFolder();
  const path = join(folder, "alerts.json");
  const notified = createFileNotified(folder, log);
  notified.add("low");
  const many = Array.from({ length: 1200 }, (_, index) => `part ${index}`);
  notified.keepDrift(many);
  expect(many.every(notified.hasDrift)).toBe(true);
  expect(JSON.parse(readFileSync(path, "utf8")).drift).toHaveLength(1000);
  expect(createFileNotified(folder, log).has("low")).toBe(true);
  // The same again is no write at all.
  const { ino, mtimeMs } = statSync(path);
  notified.keepDrift(many);
  expect(statSync(path)).toMatchObject({ ino, mtimeMs });
});

test("only the newest 200 are kept", () => {
  const folder = temporaryFolder();
  const notified = createFileNotified(folder, log);
  for (let index = 0; index < 205; index += 1) notified.add(`low ${index}`);
  const next = createFileNotified(folder, log);
  expect(next.has("low 4")).toBe(false);
  expect(next.has("low 5")).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, "alerts.json"), "utf8")).told).toHaveLength(200);
});

test.each(["", "{", "null", '{"told":7}', '{"told":[1,null]}', '{"drift":{}}'])(
  "a file with %j in it means that the user was notified of nothing",
  (content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "alerts.json"), content);
    const notified = createFileNotified(folder, log);
    expect([notified.has("low"), notified.hasDrift("low")]).toEqual([false, false]);
    notified.add("low");
    expect(createFileNotified(folder, log).has("low")).toBe(true);
  },
);

test("where the file cannot be written, it is known for this run, and logged", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "alerts.json"));
  const logged: string[] = [];
  const notified = createFileNotified(folder, { ...log, error: (line) => logged.push(line) });
  notified.add("low");
  expect(notified.has("low")).toBe(true);
  expect(logged).toHaveLength(1);
});
