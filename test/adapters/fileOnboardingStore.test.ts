import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseOnboarding } from "../../app/onboarding/onboarding.ts";
import { createFileOnboardingStore } from "../../main/adapters/settings/fileOnboardingStore.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const record = { status: "left", step: "review", way: "account", providerId: "a" } as const;

describe("how far setting up has come", () => {
  test("is kept between runs, for its owner alone", async () => {
    const folder = join(temporaryFolder(), "made");
    createFileOnboardingStore(folder).write(record);
    expect(createFileOnboardingStore(folder).read()).toEqual(record);
    const path = join(folder, "onboarding.json");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(Object.keys(JSON.parse(await readFile(path, "utf8")))).toEqual(Object.keys(record));
  });

  test("is a first run where nothing, or nothing that can be read, is kept", async () => {
    const folder = temporaryFolder();
    const store = createFileOnboardingStore(folder);
    expect(store.read()).toEqual(parseOnboarding(undefined));
    await writeFile(join(folder, "onboarding.json"), "{ half");
    expect(store.read()).toEqual(parseOnboarding(undefined));
  });

  test("says so when it cannot be kept", async () => {
    const folder = temporaryFolder();
    await mkdir(join(folder, "onboarding.json"));
    expect(() => createFileOnboardingStore(folder).write(record)).toThrow();
  });
});
