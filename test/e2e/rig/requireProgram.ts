import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { openedLibraries } from "../../../build/linuxLibraries.mjs";

/** The programs the rig starts, each with the Debian package that brings it. */
const RIG_PROGRAMS = {
  Xvfb: "xvfb",
  "dbus-daemon": "dbus",
  "gnome-keyring-daemon": "gnome-keyring",
  chromium: "chromium",
} as const;

/** Names under which other systems have the same program; Ubuntu has no package of its own for Chromium. */
const OTHER_NAMES: { readonly [Name in RigProgram]?: readonly string[] } = {
  chromium: ["chromium-browser", "google-chrome", "google-chrome-stable"],
};

/** Name of a program the rig starts. */
export type RigProgram = keyof typeof RIG_PROGRAMS;

/**
 * Absolute path of a program on PATH.
 * @throws Error naming the Debian package when the program is missing.
 */
export function requireProgram(name: RigProgram, path = process.env.PATH ?? ""): string {
  for (const known of [name, ...(OTHER_NAMES[name] ?? [])]) {
    const found = findProgram(known, path);
    if (found !== undefined) return found;
  }
  const libraries = Object.values(openedLibraries).map((library) => library.package);
  const packages = [...new Set([...Object.values(RIG_PROGRAMS), ...libraries])].join(" ");
  throw new Error(
    `"${name}" is not installed (Debian package ${RIG_PROGRAMS[name]}). ` +
      `Everything the end-to-end tests need: apt-get install -y ${packages}`,
  );
}

function findProgram(name: string, path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    if (folder === "") continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // Not in this folder; the next one may have it.
    }
  }
  return undefined;
}
