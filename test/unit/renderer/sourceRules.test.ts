import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../../renderer");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
const offences = (pattern: RegExp, except: readonly string[] = []) =>
  files
    .filter(({ path, text }) => !except.includes(path) && pattern.test(text))
    .map(({ path }) => path);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Attributes that people read or hear. */
const spoken = new Set([
  "aria-label",
  "aria-description",
  "title",
  "alt",
  "placeholder",
  "label",
  "hint",
]);

/** Texts in a source file that people would read and that come from no locale file. */
function strayTexts(path: string, text: string): string[] {
  const found: string[] = [];
  const note = (value: unknown): void => {
    if (typeof value === "string" && /\p{L}{2,}/u.test(value)) found.push(value.trim());
  };
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    if (node.type === "JSXText") note(node.value);
    if (node.type === "JSXAttribute" && spoken.has((node.name as Node).name as string))
      note((node.value as Node | null)?.value);
    if (node.type === "JSXExpressionContainer") note((node.expression as Node).value);
    if (node.type === "Property" && spoken.has((node.key as Node).name as string))
      note((node.value as Node).value);
    Object.values(node).forEach(visit);
  };
  visit(parseSync(path, text).program);
  return found;
}

describe("the renderer", () => {
  it("has no words of its own, except the languages' names for themselves", () => {
    const stray = files.flatMap(({ path, text }) => strayTexts(path, text));
    expect([...new Set(stray)].sort()).toEqual(["English", "简体中文"]);
  });

  it("notices a stray text", () => {
    const sample = '<p title="A tip">Some words {"more"} {t("key")}</p>; ({ label: "On" });';
    expect(strayTexts("sample.tsx", sample)).toEqual(["A tip", "Some words", "more", "On"]);
  });

  it("touches window in bridge.ts alone", () => {
    expect(offences(/\bwindow(?:\.\w|\[)|\bglobalThis\b/, ["bridge.ts"])).toEqual([]);
  });

  it("never reads what is pasted, dropped or on the clipboard", () => {
    expect(offences(/clipboardData|navigator\.clipboard|getData\(|\.text\(\)|FileReader/)).toEqual(
      [],
    );
  });

  it("carries no schemas and no engine that edits files", () => {
    const imports =
      /^import (?!type)[^;]*from "[^"]*(?:zod|contract\.ts|\/edit\.ts|block\.ts|redact\.ts)"/m;
    expect(offences(imports)).toEqual([]);
  });

  it("keeps nothing in the browser's storage", () => {
    expect(offences(/localStorage|sessionStorage|indexedDB|document\.cookie/)).toEqual([]);
  });

  it("has a page without inline scripts and styles, ready for a nonce", () => {
    const page = readFileSync(join(root, "index.html"), "utf8");
    expect(page).toContain('<meta name="csp-nonce" content="__CSP_NONCE__" />');
    expect(page).not.toMatch(/\sstyle=|<style|\son\w+=/);
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="./main.tsx">']);
  });
});
