import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const layers = ["app", "main", "renderer"] as const;
type Layer = (typeof layers)[number];

interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly layer: Layer;
  readonly text: string;
  /** What it imports: packages by name, files relative to the project. */
  readonly imports: readonly string[];
}

function sourceFiles(): SourceFile[] {
  return layers.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
      .map((name) => readSource(layer, join(root, layer, name))),
  );
}

function readSource(layer: Layer, file: string): SourceFile {
  const text = readFileSync(file, "utf8");
  const pattern =
    /(?:^|\n)(?:import|export)\s(?:[^;"'=()]*?\bfrom\s+)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/g;
  const imports = [...text.matchAll(pattern)].map(([, fixed, lazy]) => {
    const specifier = fixed ?? lazy ?? "";
    return specifier.startsWith(".")
      ? relative(root, resolve(dirname(file), specifier.replace(/\?.*$/, "")))
      : specifier;
  });
  return { path: relative(root, file), layer, text, imports };
}

const files = sourceFiles();
const packageOf = (specifier: string) =>
  specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : specifier.split("/")[0];
const isLocal = (specifier: string) => /^(app|main|renderer|build)\//.test(specifier);

describe("the import rules", () => {
  test("the tree has all three layers", () => {
    expect(new Set(files.map(({ layer }) => layer))).toEqual(new Set(layers));
  });

  test("app imports only itself, zod, smol-toml, i18next and diff", () => {
    const allowed = new Set(["zod", "smol-toml", "i18next", "diff"]);
    const offences = files
      .filter(({ layer }) => layer === "app")
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) =>
            isLocal(name) ? !name.startsWith("app/") : !allowed.has(packageOf(name) ?? ""),
          )
          .map((name) => `${path} imports ${name}`),
      );
    expect(offences).toEqual([]);
  });

  test("nothing imports main or renderer from outside", () => {
    const offences = files.flatMap(({ path, layer, imports }) =>
      imports
        .filter((name) => /^(main|renderer)\//.test(name) && !name.startsWith(`${layer}/`))
        .map((name) => `${path} imports ${name}`),
    );
    expect(offences).toEqual([]);
  });

  test.each([
    ["ipcMain", ["main/ipc.ts"]],
    ["ipcRenderer", ["main/preload.ts"]],
    ["shell", ["main/security.ts"]],
  ])("%s is imported from electron only in %j", (symbol, allowed) => {
    const pattern = new RegExp(`import[^;]*\\{[^}]*\\b${symbol}\\b[^}]*\\}\\s*from\\s*"electron"`);
    const users = files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(users.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  test.each(["keytar", "node:fs", "node:fs/promises", "node:child_process"])(
    "%s is used in adapters only",
    (name) => {
      const users = files.filter(({ imports }) => imports.includes(name)).map(({ path }) => path);
      expect(users.filter((path) => !path.startsWith("main/adapters/"))).toEqual([]);
    },
  );

  test("the network is used in adapters only", () => {
    const users = files
      .filter(({ text }) => /(?<![.\w])fetch\(/.test(text))
      .map(({ path }) => path);
    expect(users.filter((path) => !path.startsWith("main/adapters/"))).toEqual([]);
  });

  test("window globals are touched in the bridge only", () => {
    const users = files
      .filter(({ layer, text }) => layer === "renderer" && /(?<![.\w])window\.[a-z]/.test(text))
      .map(({ path }) => path);
    expect(users.filter((path) => path !== "renderer/bridge.ts")).toEqual([]);
  });
});

describe("the house rules", () => {
  test("no file is named for a grab bag", () => {
    const bad = /(^|\/)[^/]*(utils?|helpers?|manager|service|common|misc)\.tsx?$/i;
    expect(files.filter(({ path }) => bad.test(path)).map(({ path }) => path)).toEqual([]);
  });

  test("a command's file is named for its function", () => {
    const commands = files.filter(({ path }) => path.startsWith("app/commands/"));
    expect(commands.length).toBeGreaterThan(5);
    for (const { path, text } of commands) {
      const name = path.replace(/^app\/commands\/|\.ts$/g, "");
      expect(text, path).toMatch(new RegExp(`export (async )?function ${name}\\(`));
    }
  });

  test("every exported symbol of app and main has a TSDoc line", () => {
    const offences = files
      .filter(({ layer }) => layer !== "renderer")
      .flatMap(({ path, text }) => {
        const lines = text.split("\n");
        return lines.flatMap((line, index) =>
          /^export (?!\{|type \{|\*)/.test(line) && !lines[index - 1]?.trimEnd().endsWith("*/")
            ? [`${path}:${index + 1} ${line}`]
            : [],
        );
      });
    expect(offences).toEqual([]);
  });

  test("files stay short enough to read in one go", () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split("\n").length }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });
});
