import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { autostartPath, createAutostartFile } from "../../main/adapters/autostartFile.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const command = ['/opt/Photon "Mark"/50%/codex', "--hidden"];

test("starting with the desktop is a file in the autostart folder, and ends with it", async () => {
  const path = autostartPath({ XDG_CONFIG_HOME: join(temporaryFolder(), "config") });
  const item = createAutostartFile(path, command);
  expect(await item.isOn()).toBe(false);
  await item.set(true);
  expect(await item.isOn()).toBe(true);
  const lines = readFileSync(path, "utf8").split("\n");
  expect(lines).toContain('Exec="/opt/Photon \\\\"Mark\\\\"/50%%/codex" "--hidden"');
  await item.set(false);
  await item.set(false);
  expect(await item.isOn()).toBe(false);
});

test.each(["Hidden=true", "X-GNOME-Autostart-enabled=false"])(
  "an entry that its desktop switched off by %s is off",
  async (line) => {
    const path = join(temporaryFolder(), "entry.desktop");
    const item = createAutostartFile(path, command);
    await item.set(true);
    writeFileSync(path, `${readFileSync(path, "utf8").replace(/^X-GNOME.*\n/m, "")}${line}\n`);
    expect(await item.isOn()).toBe(false);
  },
);

test("a folder that cannot be made is a failure that names the file", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "autostart"), "a file");
  const path = join(folder, "autostart", "x.desktop");
  const item = createAutostartFile(path, command);
  await expect(item.set(true)).rejects.toMatchObject({
    code: "SETTINGS_NOT_SAVED",
    detail: { path },
  });
});
