import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resolveTarget } from "../../main/adapters/home/resolveTarget.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import {
  expectFailure,
  homeAt,
  leftovers,
  steppingClock,
  testHome,
  textOf,
} from "./rig/testHome.ts";

/** A home whose config.toml is a link to `dotfiles/codex.toml`, which does not exist yet. */
function linkedHome(link = "../dotfiles/codex.toml", clock = steppingClock()) {
  const test = testHome(undefined, clock);
  const dotfiles = join(test.home, "..", "dotfiles");
  mkdirSync(dotfiles);
  symlinkSync(link, test.configPath);
  return { ...test, dotfiles, target: join(dotfiles, "codex.toml") };
}

describe("a linked config.toml", () => {
  test("stays a link; its target is replaced, with its mode, from its own folder", async () => {
    const { files, home, configPath, dotfiles, target } = linkedHome();
    writeFileSync(target, "x = 1\n", { mode: 0o644 });
    const inode = statSync(target).ino;
    const receipt = await files.update("activate", ({ text }) => ({ text: `${text}y = 2\n` }));
    expect(readlinkSync(configPath)).toBe("../dotfiles/codex.toml");
    expect(lstatSync(target).isFile()).toBe(true);
    expect(textOf(target)).toBe("x = 1\ny = 2\n");
    expect(statSync(target).mode & 0o777).toBe(0o644);
    expect(statSync(target).ino).not.toBe(inode);
    expect(receipt.snapshot).toMatchObject({ path: configPath, realPath: target });
    expect([...leftovers(home), ...leftovers(dotfiles)]).toEqual([]);
    expect(readdirSync(dotfiles)).toEqual(["codex.toml"]);
  });

  test("may be a chain of links, relative and absolute", async () => {
    const { files, dotfiles, target } = linkedHome("../dotfiles/one");
    symlinkSync(join(dotfiles, "two"), join(dotfiles, "one"));
    symlinkSync("./codex.toml", join(dotfiles, "two"));
    writeFileSync(target, "x = 1\n");
    await files.update("activate", () => ({ text: "x = 2\n" }));
    expect(textOf(target)).toBe("x = 2\n");
    expect(readdirSync(dotfiles).sort()).toEqual(["codex.toml", "one", "two"]);
    expect(readlinkSync(join(dotfiles, "two"))).toBe("./codex.toml");
  });

  test("takes .. from the real folder and not from the text of the link", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "real", "deep"), { recursive: true });
    symlinkSync(join("real", "deep"), join(root, "short"));
    writeFileSync(join(root, "real", "codex.toml"), "x = 1\n");
    writeFileSync(join(root, "codex.toml"), "the wrong one\n");
    mkdirSync(join(root, "home"));
    symlinkSync("../short/../codex.toml", join(root, "home", "config.toml"));
    const { files } = homeAt(join(root, "home"));
    const { snapshot } = await files.update("activate", () => ({ text: "x = 2\n" }));
    expect(snapshot.realPath).toBe(join(root, "real", "codex.toml"));
    expect(textOf(join(root, "codex.toml"))).toBe("the wrong one\n");
  });

  test("creates the target of a dangling link, for its owner alone", async () => {
    const { files, configPath, target } = linkedHome();
    expect(await files.read()).toMatchObject({ exists: false, text: "", realPath: target });
    await files.update("import", () => ({ text: "x = 1\n" }));
    expect(lstatSync(configPath).isSymbolicLink()).toBe(true);
    expect(textOf(target)).toBe("x = 1\n");
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test("is not written when the folder of its target is missing", async () => {
    const { files, dotfiles } = linkedHome();
    rmSync(dotfiles, { recursive: true });
    expect(await files.read()).toMatchObject({ exists: false });
    const write = files.update("import", () => ({ text: "x = 1\n" }));
    await expectFailure(write, "SYMLINK_TARGET_MISSING");
    expect(existsSync(dotfiles)).toBe(false);
  });

  test.each([
    ["itself", "config.toml"],
    ["a circle", "../dotfiles/codex.toml"],
  ])("is refused when it leads to %s", async (_name, link) => {
    const { files, target } = linkedHome(link);
    symlinkSync("../home/config.toml", target);
    await expectFailure(files.read(), "SYMLINK_LOOP");
    const write = files.update("activate", () => ({ text: "x = 1\n" }));
    await expectFailure(write, "SYMLINK_LOOP");
  });

  test("is refused when it leads to a folder", async () => {
    const { files } = linkedHome("../dotfiles/");
    await expectFailure(files.read(), "CONFIG_NOT_A_FILE");
  });

  test("is followed to its new target when it is changed during a write", async () => {
    const other = "other.toml";
    const retarget = (look: number) => {
      if (look !== 0) return;
      rmSync(configPath);
      symlinkSync(join(dotfiles, other), configPath);
    };
    const { files, configPath, dotfiles, target, home } = linkedHome(
      "../dotfiles/codex.toml",
      steppingClock(retarget),
    );
    writeFileSync(target, "x = 1\n");
    writeFileSync(join(dotfiles, other), "x = 1\n");
    const receipt = await files.update("activate", ({ text }) => ({ text: `${text}y = 2\n` }));
    expect(receipt.snapshot.realPath).toBe(join(dotfiles, other));
    expect(textOf(target)).toBe("x = 1\n");
    expect(textOf(join(dotfiles, other))).toBe("x = 1\ny = 2\n");
    expect([...leftovers(home), ...leftovers(dotfiles)]).toEqual([]);
  });
});

describe("a linked home", () => {
  test("is read and written where it is", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "real"));
    symlinkSync("real", join(root, "home"));
    const { files, backups } = homeAt(join(root, "home"));
    const { snapshot } = await files.update("import", () => ({ text: "x = 1\n" }));
    expect(snapshot.realPath).toBe(join(root, "real", "config.toml"));
    expect(textOf(join(root, "real", "config.toml"))).toBe("x = 1\n");
    expect(readdirSync(backups)).toHaveLength(1);
  });

  test("is not made when the link dangles", async () => {
    const root = temporaryFolder();
    symlinkSync("missing", join(root, "home"));
    const write = homeAt(join(root, "home")).files.update("import", () => ({ text: "x = 1\n" }));
    await expectFailure(write, "SYMLINK_TARGET_MISSING");
    expect(existsSync(join(root, "missing"))).toBe(false);
  });

  test("is made again when a folder above it was moved between two writes", async () => {
    const { files, home, configPath } = testHome("x = 1\n");
    renameSync(home, `${home}.old`);
    await files.update("import", () => ({ text: "x = 2\n" }));
    expect(textOf(configPath)).toBe("x = 2\n");
    expect(textOf(join(`${home}.old`, "config.toml"))).toBe("x = 1\n");
  });
});

describe("resolveTarget", () => {
  /** `0` is a file, and each number above it a link to the one below. */
  function chain(length: number): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "0"), "");
    for (let link = 1; link <= length; link += 1)
      symlinkSync(String(link - 1), join(folder, String(link)));
    return join(folder, String(length));
  }

  test("follows 40 links, like Linux, and names each step", () => {
    const path = chain(40);
    const { realPath, steps, hasFolder } = resolveTarget(path);
    expect(realPath).toBe(join(path, "..", "0"));
    expect(steps).toHaveLength(41);
    expect(hasFolder).toBe(true);
  });

  test("does not follow 41", () => {
    expect(() => resolveTarget(chain(41))).toThrow("SYMLINK_LOOP");
  });
});
