import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findingIds } from "../../app/doctor/finding.ts";
import { errorCodes } from "../../app/errors.ts";
import { describeFailure } from "../../app/i18n/describeFailure.ts";
import { createTranslations } from "../../app/i18n/i18n.ts";
import {
  fallbackLanguage,
  type Language,
  languages,
  resolveLanguage,
} from "../../app/i18n/languages.ts";
import en from "../../app/i18n/locales/en/main.json" with { type: "json" };
import { switcherNames } from "../../app/surroundings/switcherNames.ts";

const root = resolve(import.meta.dirname, "../..");
const others = languages.filter((language) => language !== fallbackLanguage);
const files = import.meta.glob<object>("../../app/i18n/locales/*/*.json", {
  eager: true,
  import: "default",
});

/** The words of each language by their full key. */
const wordsOf = Object.fromEntries(
  languages.map((language) => [language, flatten(partsOf(language))]),
) as Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** The parts of a language's words; those that are a namespace of their own under its name. */
function partsOf(language: Language): object {
  const part = (name: string) => partOf(language, name);
  const namespaces = { doctor: part("doctor"), onboarding: part("onboarding") };
  return { ...part("main"), ...part("parts"), ...part("cli"), ...namespaces };
}

function partOf(language: Language, name: string): object {
  return files[`../../app/i18n/locales/${language}/${name}.json`] ?? {};
}

const english = (name: string) => partOf("en", name);

/** A tree of words by their full key. */
function flatten(tree: object, prefix = ""): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[prefix + key, value]]
        : Object.entries(flatten(value, `${prefix}${key}.`)),
    ),
  );
}

/**
 * The keys that the program's source names: as a text of their own, or put together in a template whose fixed parts are a
 * part of the key at least.
 */
function keysSaid(): {
  readonly literals: ReadonlySet<string>;
  readonly patterns: readonly RegExp[];
} {
  const sources = ["app", "main", "renderer"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
  const source = sources.join("\n");
  const texts = [...source.matchAll(/["`]([\w.-]+)["`]/g)].map(([, text = ""]) => text);
  const templates = [...source.matchAll(/`((?:[\w.-]|\$\{[^`]*?\})+)`/g)]
    .map(([, template = ""]) => template.split(/\$\{[^`]*?\}/))
    .filter((parts) => parts.length > 1 && parts.some((part) => /\w\w\.|\.\w\w/.test(part)));
  const escaped = (part: string) => part.replaceAll(".", "\\.");
  return {
    literals: new Set(texts),
    patterns: templates.map((parts) => new RegExp(`^${parts.map(escaped).join("[\\w-]+")}$`)),
  };
}

/** Languages differ in how many plural forms they have. */
const singular = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const keysOf = (words: Readonly<Record<string, string>>) => [
  ...new Set(Object.keys(words).map(singular)),
];
const placeholdersIn = (text: string) =>
  [...text.matchAll(/\{\{(.+?)\}\}/g)].map(([, name]) => name).sort();

describe("the words", () => {
  it("are a folder for each language, and the packages keep Chromium's for it", () => {
    const folders = readdirSync(join(root, "app/i18n/locales"));
    expect(folders.sort()).toEqual([...languages].sort());
    const builder = readFileSync(join(root, "electron-builder.yml"), "utf8");
    const kept = /^electronLanguages: \[(.+)\]$/m.exec(builder)?.[1]?.split(", ");
    expect(kept).toEqual(expect.arrayContaining([...languages]));
  });

  it.each(others)("exist in %s", (language) => {
    expect(keysOf(wordsOf[language]).sort()).toEqual(keysOf(wordsOf.en).sort());
  });

  it.each(languages)("have every plural form of %s", (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const words = wordsOf[language];
    const plural = Object.keys(words).filter((key) => key !== singular(key));
    const wanted = [...new Set(plural.map(singular))].flatMap((key) =>
      forms.map((form) => `${key}_${form}`),
    );
    expect(plural.sort()).toEqual(wanted.sort());
  });

  it.each(others)("are filled with the same facts in %s", (language) => {
    for (const [key, text] of Object.entries(wordsOf.en)) {
      const other = wordsOf[language][key] ?? wordsOf[language][`${singular(key)}_other`];
      expect(placeholdersIn(other ?? ""), key).toEqual(placeholdersIn(text));
    }
  });

  it.each(languages)("of %s are plain", (language) => {
    for (const [key, text] of Object.entries(wordsOf[language])) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/[!！]|\boops\b|successful|成功/i);
    }
  });

  it("of one kind stand in one file, because files are put together by kind", () => {
    const kinds = ["main", "parts", "cli"].map(english).flatMap((words) => Object.keys(words));
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
  });

  it("are all said somewhere", () => {
    const { literals, patterns } = keysSaid();
    const isSaid = (key: string) =>
      literals.has(key) || patterns.some((pattern) => pattern.test(key));
    const unused = ["main", "parts", "cli", "onboarding"]
      .map(english)
      .flatMap((words) => Object.keys(flatten(words)).map(singular))
      .filter((key) => {
        const [, base, context] = /^(.+)_(\w+)$/.exec(key) ?? [];
        const isContext = base !== undefined && isSaid(base) && literals.has(context ?? "");
        return !isSaid(key) && !isContext;
      });
    expect(unused).toEqual([]);
  });

  it("of the doctor are all of a finding, and of a kind of it that there is", () => {
    const { literals } = keysSaid();
    const unused = Object.keys(flatten(english("doctor"))).filter((key) => {
      const [, id = "", context] = /^(.+)\.(?:title|why|fix)(?:_(\w+))?$/.exec(key) ?? [];
      const isKind = context === undefined || literals.has(context) || context in switcherNames;
      return !findingIds.some((known) => known === id) || !isKind;
    });
    expect(unused).toEqual([]);
  });

  it.each(others)("of %s are not left in English", (language) => {
    const same = Object.entries(wordsOf.en).filter(
      ([key, text]) => wordsOf[language][key] === text && /[a-z]{2,} [a-z]{2,}/.test(text),
    );
    expect(same).toEqual([]);
  });

  it.each(others)("say the names of program and services in %s as everywhere", (language) => {
    for (const name of ["app.name", "services.pay", "services.boost", "services.link"])
      expect(wordsOf[language][name]).toBe(wordsOf.en[name]);
  });
});

describe("the language", () => {
  it.each([
    ["en-GB", "en"],
    ["zh-CN", "zh-CN"],
    ["zh_CN.UTF-8", "zh-CN"],
    ["zh", "zh-CN"],
    ["zh-Hant-HK", "zh-CN"],
    ["C.UTF-8", "en"],
    ["fr", "en"],
    ["", "en"],
  ] as const)("of a system that says %j is %s", (system, language) => {
    expect(resolveLanguage("system", system)).toBe(language);
    expect(resolveLanguage("zh-CN", system)).toBe("zh-CN");
  });
});

describe("the words of failures", () => {
  it("exist for every code, and for nothing else", () => {
    expect(Object.keys(en.errors).sort()).toEqual([...errorCodes].sort());
  });

  const detail = {
    line: 3,
    column: 5,
    path: "/home/me/.codex/config.toml",
    providerId: "photonmark-codex-pay",
    key: "model_providers.x",
    reason: "EIO",
    limitBytes: 1_048_576,
    place: "setActive",
    expression: "$(date)",
    address: "https://codex.example/top-up",
  };

  it.each(errorCodes)("of %s are sentences that leave no gap", (code) => {
    for (const language of languages) {
      const { t } = createTranslations(language);
      const { what, next } = describeFailure(t, { ok: false, code, detail });
      for (const sentence of [what, next]) {
        expect(sentence).toMatch(/[.。]$/);
        expect(sentence).not.toMatch(/\{\{|\}\}|undefined/);
      }
    }
  });

  it("write sizes in the user's own way", () => {
    const { what } = describeFailure(createTranslations("en").t, {
      ok: false,
      code: "BLOCK_TOO_LARGE",
      detail,
    });
    expect(what).toContain("1,048,576 bytes");
  });
});
