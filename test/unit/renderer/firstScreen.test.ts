import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import partWords from "../../../app/i18n/locales/en/parts.json" with { type: "json" };

const root = resolve(import.meta.dirname, "../../..");

/** The files that are loaded before anything is on screen: what the page imports, and what that imports, at once. */
function loadedFirst(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    if (found.has(file) || !existsSync(file) || !/\.tsx?$/.test(file)) return;
    const text = readFileSync(file, "utf8");
    found.set(file, text);
    const imports = /^import (?!type\b)(?:[^;"]*from )?"(\.[^"]+)"/gm;
    for (const [, name = ""] of text.matchAll(imports)) visit(join(dirname(file), name));
  };
  visit(join(root, "renderer/main.tsx"));
  return found;
}

describe("what is loaded before the first screen", () => {
  const files = loadedFirst();

  it("is found by its imports", () => {
    const names = [...files.keys()].map((file) => relative(root, file));
    expect(names).toContain("renderer/components/StatusStrip.tsx");
    expect(names).not.toContain("renderer/views/SettingsView.tsx");
  });

  it("says nothing in words that come later", () => {
    const later = new Set(Object.keys(partWords));
    const offences = [...files].flatMap(([file, text]) =>
      [...text.matchAll(/\bt\(\s*["'`](\w+)\./g)]
        .filter(([, key = ""]) => later.has(key))
        .map(([call]) => `${relative(root, file)} ${call}`),
    );
    expect(offences).toEqual([]);
  });

  it("holds no editor, no parts of the dialog kit and no chart", () => {
    const heavy = /from "(?:@mantine|@codemirror|@lezer|zod|smol-toml|diff)/;
    const offences = [...files].filter(([, text]) =>
      text.split("\n").some((line) => heavy.test(line) && !line.startsWith("import type")),
    );
    expect(offences.map(([file]) => relative(root, file))).toEqual([]);
  });
});
