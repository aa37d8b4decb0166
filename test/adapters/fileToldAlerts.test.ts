import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileToldAlerts } from "../../main/adapters/settings/fileToldAlerts.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const log = { info: () => {}, error: () => {} };

test("what was told is known to the next run, and names no balance", () => {
  const folder = temporaryFolder();
  const first = createFileToldAlerts(folder, log);
  expect(first.has("low bal_pay 5000")).toBe(false);
  first.add("low bal_pay 5000");
  const second = createFileToldAlerts(folder, log);
  expect(second.has("low bal_pay 5000")).toBe(true);
  expect(second.has("empty bal_pay 5000")).toBe(false);
  const path = join(folder, "alerts.json");
  expect(readFileSync(path, "utf8")).not.toContain("bal_pay");
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("what is to be told again is so in the next run, too", () => {
  const folder = temporaryFolder();
  const first = createFileToldAlerts(folder, log);
  first.add("low");
  first.add("drift");
  first.delete("drift");
  const second = createFileToldAlerts(folder, log);
  expect([second.has("low"), second.has("drift")]).toEqual([true, false]);
});

test("only the newest 200 are kept", () => {
  const folder = temporaryFolder();
  const told = createFileToldAlerts(folder, log);
  for (let index = 0; index < 205; index += 1) told.add(`low ${index}`);
  const next = createFileToldAlerts(folder, log);
  expect(next.has("low 4")).toBe(false);
  expect(next.has("low 5")).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, "alerts.json"), "utf8")).told).toHaveLength(200);
});

test.each(["", "{", "null", '{"told":7}', '{"told":[1,null]}'])(
  "a file with %j in it means that nothing was told",
  (content) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "alerts.json"), content);
    const told = createFileToldAlerts(folder, log);
    expect(told.has("low")).toBe(false);
    told.add("low");
    expect(createFileToldAlerts(folder, log).has("low")).toBe(true);
  },
);

test("where the file cannot be written, it is known for this run, and logged", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "alerts.json"));
  const logged: string[] = [];
  const told = createFileToldAlerts(folder, { ...log, error: (line) => logged.push(line) });
  told.add("low");
  expect(told.has("low")).toBe(true);
  expect(logged).toHaveLength(1);
});
