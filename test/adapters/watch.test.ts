import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { withDeadline } from "../e2e/rig/withDeadline.ts";
import { patience, stayQuiet } from "../support/patience.ts";
import { buildHomeWorker, startHomeProcess } from "./rig/homeProcess.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { homeAt, type TestHome, testHome } from "./rig/testHome.ts";

buildHomeWorker();

/** Long enough for a call that should not come. */
const QUIET_MS = 400;

/** Watches until the test ends. */
function watching({ files }: TestHome) {
  let calls = 0;
  let wake = (): void => {};
  const stop = files.watch(() => {
    calls += 1;
    wake();
  });
  onTestFinished(stop);
  return {
    stop,
    calls: () => calls,
    /** Does something, and waits for the call that must follow. */
    async expectCall(change: () => unknown): Promise<void> {
      await stayQuiet(QUIET_MS);
      const before = calls;
      const called = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await change();
      await withDeadline(called, patience(), "a call");
      expect(calls).toBeGreaterThan(before);
    },
    /** Does something that must not lead to a call. */
    async expectQuiet(change: () => unknown): Promise<void> {
      await stayQuiet(QUIET_MS);
      const before = calls;
      await change();
      await stayQuiet(QUIET_MS);
      expect(calls).toBe(before);
    },
  };
}

/** Another file takes the place of one, as Codex and most editors do it. */
function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

describe("the file", () => {
  test("is written in place, replaced again and again, deleted and made anew", async () => {
    const home = testHome("a\n");
    const { expectCall } = watching(home);
    await expectCall(() => appendFileSync(home.configPath, "b\n"));
    await expectCall(() => replace(home.configPath, "c\n"));
    await expectCall(() => replace(home.configPath, "d\n"));
    await expectCall(() => rmSync(home.configPath));
    await expectCall(() => writeFileSync(home.configPath, "e\n"));
    await expectCall(() => appendFileSync(home.configPath, "f\n"));
  });

  test("is written by ourselves", async () => {
    const home = testHome("a\n");
    const { expectCall } = watching(home);
    await expectCall(() => home.files.update("activate", () => ({ text: "b\n" })));
  });

  test("counts once, however many steps a change has", async () => {
    const home = testHome("a\n");
    const { expectCall, calls } = watching(home);
    await expectCall(() => {
      for (let step = 0; step < 20; step += 1) appendFileSync(home.configPath, `${step}\n`);
      replace(home.configPath, "b\n");
    });
    await stayQuiet(QUIET_MS);
    expect(calls()).toBe(1);
  });

  test("that changes without end does not put the call off", async () => {
    const home = testHome("a\n");
    const { expectCall } = watching(home);
    const timer = setInterval(() => appendFileSync(home.configPath, "b\n"), 20);
    onTestFinished(() => clearInterval(timer));
    await expectCall(() => {});
  });

  test("is all that counts: neighbours, locks and temporary files do not", async () => {
    const home = testHome("a\n");
    mkdirSync(home.backups, { recursive: true });
    const { expectQuiet } = watching(home);
    await expectQuiet(() => {
      writeFileSync(join(home.home, "auth.json"), "{}");
      writeFileSync(join(home.home, "config.toml.bak"), "");
      writeFileSync(join(home.home, ".config.toml.photonmark.lock"), "");
      writeFileSync(join(home.backups, "2026-11-22T11-32-05-123Z_activate.toml"), "");
    });
  });

  test("is not watched any more after the stop", async () => {
    const home = testHome("a\n");
    const { stop, expectQuiet } = watching(home);
    stop();
    await expectQuiet(() => replace(home.configPath, "b\n"));
  });
});

describe("a linked file", () => {
  function linkedHome() {
    const home = testHome(undefined);
    const dotfiles = join(home.home, "..", "dotfiles");
    mkdirSync(dotfiles);
    for (const name of ["one", "two"]) writeFileSync(join(dotfiles, `${name}.toml`), `${name}\n`);
    symlinkSync("link.toml", home.configPath);
    symlinkSync(join(dotfiles, "one.toml"), join(home.home, "link.toml"));
    return { ...home, dotfiles };
  }

  test("changes in the folder of its target", async () => {
    const home = linkedHome();
    const { expectCall, expectQuiet } = watching(home);
    await expectCall(() => replace(join(home.dotfiles, "one.toml"), "a\n"));
    await expectCall(() => appendFileSync(join(home.dotfiles, "one.toml"), "b\n"));
    await expectQuiet(() => replace(join(home.dotfiles, "two.toml"), "a\n"));
  });

  test("is pointed elsewhere, and followed there", async () => {
    const home = linkedHome();
    const { expectCall, expectQuiet } = watching(home);
    await expectCall(() => {
      rmSync(join(home.home, "link.toml"));
      symlinkSync(join(home.dotfiles, "two.toml"), join(home.home, "link.toml"));
    });
    await expectCall(() => replace(join(home.dotfiles, "two.toml"), "a\n"));
    await expectQuiet(() => replace(join(home.dotfiles, "one.toml"), "a\n"));
    await expectCall(() => replace(home.configPath, "no link any more\n"));
    await expectCall(() => appendFileSync(home.configPath, "b\n"));
    await expectQuiet(() => replace(join(home.dotfiles, "two.toml"), "b\n"));
  });
});

describe("the home", () => {
  test("is made later, step by step", async () => {
    const home = homeAt(join(temporaryFolder(), "a", "b", "home"));
    const { expectCall } = watching(home);
    await expectCall(() => mkdirSync(join(home.home, "..", ".."), { recursive: true }));
    await expectCall(() => mkdirSync(home.home, { recursive: true }));
    await expectCall(() => writeFileSync(home.configPath, "a\n"));
    await expectCall(() => replace(home.configPath, "b\n"));
  });

  test("is made later, at once", async () => {
    const home = homeAt(join(temporaryFolder(), "a", "b", "home"));
    const { expectCall } = watching(home);
    await expectCall(() => home.files.update("import", () => ({ text: "a\n" })));
    await expectCall(() => replace(home.configPath, "b\n"));
  });

  test("is deleted and made anew", async () => {
    const home = testHome("a\n");
    const { expectCall } = watching(home);
    await expectCall(() => rmSync(home.home, { recursive: true }));
    await expectCall(() => mkdirSync(home.home));
    await expectCall(() => writeFileSync(home.configPath, "b\n"));
  });

  test("is moved away, and another put there", async () => {
    const home = testHome("a\n");
    const { expectCall } = watching(home);
    await expectCall(() => {
      renameSync(home.home, `${home.home}.old`);
      mkdirSync(home.home);
      writeFileSync(home.configPath, "b\n");
    });
    await expectCall(() => replace(home.configPath, "c\n"));
  });

  test("is a link, and pointed elsewhere", async () => {
    const root = temporaryFolder();
    for (const name of ["one", "two"]) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, "config.toml"), `${name}\n`);
    }
    symlinkSync("one", join(root, "home"));
    const home = homeAt(join(root, "home"));
    const { expectCall, expectQuiet } = watching(home);
    await expectCall(() => {
      rmSync(home.home);
      symlinkSync("two", home.home);
    });
    await expectCall(() => replace(join(root, "two", "config.toml"), "a\n"));
    await expectQuiet(() => replace(join(root, "one", "config.toml"), "a\n"));
  });

  test("has a loop that is mended later", async () => {
    const home = testHome(undefined);
    symlinkSync("config.toml", home.configPath);
    const { expectCall } = watching(home);
    await expectCall(() => {
      rmSync(home.configPath);
      writeFileSync(home.configPath, "a\n");
    });
    await expectCall(() => replace(home.configPath, "b\n"));
  });
});

test("an idle watch keeps no timer, before and after a change", async () => {
  const home = testHome("a\n");
  const worker = startHomeProcess({ kind: "watch", home: home.home });
  expect((await worker.next("idle")).resources).not.toContain("Timeout");
  replace(home.configPath, "b\n");
  await worker.next("activated");
  worker.child.send("stop");
  const { resources } = await worker.next("idle");
  expect(resources).toContain("FSEventWrap");
  expect(resources).not.toContain("Timeout");
});
