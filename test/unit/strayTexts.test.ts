import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { strayTexts } from "../support/strayTexts.ts";

const root = join(import.meta.dirname, "../..");

/** What stands in the sources all the same, by file. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // Languages are named in themselves, so that one finds back to one's own.
  "app/i18n/languages.ts": ["简体中文"],
  // Commands, abbreviations and values of styles are the same in every language.
  "renderer/components/CodexProcessRow.tsx": ["PID"],
  "renderer/views/onboarding/NoCodex.tsx": ["npm install --global @openai/codex"],
  "renderer/code/diffTheme.ts": ["1px solid var(--line)"],
  // Between programs: an answer to a page that asks for a file that is not there, a policy, names of fields.
  "main/protocol.ts": ["Not found"],
  "main/security.ts": ["img-src 'self' data:"],
  "main/adapters/codex/codexAnswers.ts": ["model provider"],
  "main/adapters/dashboard/httpDashboard.ts": ["content type"],
  "main/adapters/dashboard/loopbackRedirect.ts": ["no port"],
};

/** Files that hold texts in another language than ours: of shells, of pages, of AppleScript, and comments in TOML. */
const ofOtherKinds =
  /^app\/(?:import\/scripts\/shell|surroundings\/shell|doctor\/)|^main\/adapters\/(?:dashboard\/signInPage|codex\/processes\/macPlatform)\.ts/;

const straysIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts") && !ofOtherKinds.test(name))
    .flatMap((name) =>
      strayTexts(name, readFileSync(join(root, name), "utf8"))
        .filter((text) => !allowed[name]?.includes(text))
        .map((text) => `${name}: ${text}`),
    );

describe("what people read or hear", () => {
  it.each(["renderer", "main", "app"])("stands in the locale files, not in %s", (folder) => {
    expect(straysIn(folder)).toEqual([]);
  });

  it("is allowed elsewhere only where it still stands", () => {
    const gone = Object.entries(allowed).flatMap(([name, texts]) => {
      const found = strayTexts(name, readFileSync(join(root, name), "utf8"));
      return texts.filter((text) => !found.includes(text)).map((text) => `${name}: ${text}`);
    });
    expect(gone).toEqual([]);
  });

  it.each([
    ['<p title="Tip" />', ["Tip"]],
    ['<p aria-label={isOn ? "On" : t("off")} />', ["On"]],
    [`<p aria-description={\`Line \${line}\`} />`, ["Line"]],
    ['<p>Some words {"more"} {isOn && "Yes"} {t("key")}</p>', ["Some words", "more", "Yes"]],
    ['show({ label: "On", kind: "done" })', ["On"]],
    ['tray.setToolTip("Ready")', ["Ready"]],
    ['tell("Nothing was changed")', ["Nothing was changed"]],
    ['const name = "余额"', ["余额"]],
    ['throw new Error("This cannot be"); log.error("It went wrong");', []],
    ['<p className="card main" data-tone={isOn ? "ok" : "warn"} key="a b" />', []],
  ])("is found in %s", (source, strays) => {
    expect(strayTexts("sample.tsx", source)).toEqual(strays);
  });
});
