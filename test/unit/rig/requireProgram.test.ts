import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { requireProgram } from "../../e2e/rig/requireProgram.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function folderWith(name: string, mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pm-path-"));
  folders.push(folder);
  await writeFile(join(folder, name), "");
  await chmod(join(folder, name), mode);
  return folder;
}

describe("requireProgram", () => {
  it("finds the first executable on PATH", async () => {
    const [notExecutable, folder] = [
      await folderWith("Xvfb", 0o644),
      await folderWith("Xvfb", 0o755),
    ];
    expect(requireProgram("Xvfb", `/missing:${notExecutable}:${folder}`)).toBe(
      join(folder, "Xvfb"),
    );
  });

  it("takes the program under another name it is known by", async () => {
    const folder = await folderWith("google-chrome", 0o755);
    expect(requireProgram("chromium", folder)).toBe(join(folder, "google-chrome"));
  });

  it("names the Debian package of a missing program", () => {
    expect(() => requireProgram("gnome-keyring-daemon", "/missing")).toThrow(
      /Debian package gnome-keyring\).*apt-get install -y xvfb dbus gnome-keyring chromium .*libsecret-1-0/,
    );
  });
});
