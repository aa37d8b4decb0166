import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../../renderer");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
const offences = (pattern: RegExp, except: readonly string[] = []) =>
  files
    .filter(({ path, text }) => !except.includes(path) && pattern.test(text))
    .map(({ path }) => path);

describe("the renderer", () => {
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
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script type="module" async src="./boot.ts">']);
  });
});
