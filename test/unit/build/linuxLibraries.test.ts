import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { installedRuntime } from "../../../build/electron-runtime/findElectronRuntime.mjs";
import {
  librariesNamedIn,
  linkedLibraries,
  openedLibraries,
  optionalLibraries,
  runtimeLibraries,
  shippedLibraries,
} from "../../../build/linuxLibraries.mjs";

const root = resolve(import.meta.dirname, "../../..");
const lists: Readonly<Record<string, readonly string[]>> = {
  linked: Object.keys(linkedLibraries),
  opened: Object.keys(openedLibraries),
  optional: Object.keys(optionalLibraries),
  shipped: shippedLibraries,
  runtime: runtimeLibraries,
};
const known = new Set(Object.values(lists).flat());

/** The programs and libraries of an Electron on Linux, and the one native module of this app. */
async function binaries(): Promise<readonly string[]> {
  const given = process.env.PHOTONMARK_ELECTRON;
  const folder = given ? dirname(given) : (await installedRuntime())?.distPath;
  if (folder === undefined) return [];
  const compiled = readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /^(electron|chrome[\w-]*|lib.+\.so[.\d]*)$/.test(entry.name),
    )
    .map(({ name }) => join(folder, name));
  const keytar = `node_modules/keytar/prebuilds/linux-${process.arch}/keytar.node`;
  return [...compiled, join(root, keytar)];
}

const programs = process.platform === "linux" ? await binaries() : [];
if (programs.length === 0)
  console.warn(
    "skipped: the libraries in Electron's programs, because there is no Electron for Linux here",
  );

describe.skipIf(programs.length === 0)("the libraries in Electron's programs", () => {
  const named = new Set<string>();
  beforeAll(() => {
    for (const path of programs)
      for (const name of librariesNamedIn(readFileSync(path))) named.add(name);
  });

  it("are all known here", () => {
    // A newer Electron opens another one: decide in build/linuxLibraries.mjs whether the app needs it.
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
  });

  it("are those that the set-up installs", () => {
    const installed = [...Object.keys(linkedLibraries), ...Object.keys(openedLibraries)];
    expect(installed.filter((name) => !named.has(name))).toEqual([]);
  });
});

describe("the list of libraries", () => {
  it("has each in one place", () => {
    expect(Object.values(lists).flat()).toHaveLength(known.size);
  });

  it("finds names wherever they stand in a program, and none that nobody gave", () => {
    const program = Buffer.from(
      "\0libnew.so.7\0/usr/lib/libgtk-3.so.0\0could not open libnotify.so.4: \xff\0libva.so.\0libnew.so.7\0calibre.so\0lib.so\0mylib.so\0libc.source",
      "latin1",
    );
    const names = ["libgtk-3.so.0", "libnew.so.7", "libnotify.so.4", "libva.so"];
    expect(librariesNamedIn(program)).toEqual(names);
    expect(names.filter((name) => !known.has(name))).toEqual(["libnew.so.7"]);
  });

  it("is what the .deb depends on, under the old names and those since Debian 13", () => {
    const { deb } = parse(readFileSync(join(root, "electron-builder.yml"), "utf8"));
    const packages = new Set([
      ...Object.values(linkedLibraries),
      ...Object.values(openedLibraries).map((library) => library.package),
    ]);
    const depends = (deb.depends as string[]).map((text) => text.split(" | "));
    const old = depends.map((names) => names.at(-1)).filter((name) => name !== "xdg-utils");
    expect(old).toEqual([...packages].sort());
    for (const [first, second] of depends.filter((names) => names.length > 1))
      expect(first).toBe(`${second}t64`);
  });
});
