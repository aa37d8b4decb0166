import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { findingIds } from "../../app/doctor/finding.ts";
import { errorCodes } from "../../app/errors.ts";
import cliEn from "../../app/locales/cli.en.json" with { type: "json" };
import cliZhCN from "../../app/locales/cli.zh-CN.json" with { type: "json" };
import doctorEn from "../../app/locales/doctor.en.json" with { type: "json" };
import doctorZhCN from "../../app/locales/doctor.zh-CN.json" with { type: "json" };
import en from "../../app/locales/en.json" with { type: "json" };
import onboardingEn from "../../app/locales/onboarding.en.json" with { type: "json" };
import onboardingZhCN from "../../app/locales/onboarding.zh-CN.json" with { type: "json" };
import partsEn from "../../app/locales/parts.en.json" with { type: "json" };
import partsZhCN from "../../app/locales/parts.zh-CN.json" with { type: "json" };
import zhCN from "../../app/locales/zh-CN.json" with { type: "json" };
import { switcherNames } from "../../app/surroundings/switcherNames.ts";
import { describeFailure } from "../../app/words/describeFailure.ts";
import { createTranslations } from "../../app/words/i18n.ts";

const languages = {
  en: {
    ...flatten(en),
    ...flatten(partsEn),
    ...flatten(cliEn),
    ...flatten(doctorEn, "doctor."),
    ...flatten(onboardingEn, "onboarding."),
  },
  "zh-CN": {
    ...flatten(zhCN),
    ...flatten(partsZhCN),
    ...flatten(cliZhCN),
    ...flatten(doctorZhCN, "doctor."),
    ...flatten(onboardingZhCN, "onboarding."),
  },
};

/** The words of a language by their full key. */
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
  const root = resolve(import.meta.dirname, "../..");
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
  it("exist in both languages", () => {
    expect(keysOf(languages["zh-CN"]).sort()).toEqual(keysOf(languages.en).sort());
  });

  it.each(["en", "zh-CN"] as const)("have every plural form of %s", (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const words = languages[language];
    const plural = Object.keys(words).filter((key) => key !== singular(key));
    const wanted = [...new Set(plural.map(singular))].flatMap((key) =>
      forms.map((form) => `${key}_${form}`),
    );
    expect(plural.sort()).toEqual(wanted.sort());
  });

  it("are filled with the same facts in both languages", () => {
    for (const [key, text] of Object.entries(languages.en)) {
      const other = languages["zh-CN"][key] ?? languages["zh-CN"][`${singular(key)}_other`];
      expect(placeholdersIn(other ?? ""), key).toEqual(placeholdersIn(text));
    }
  });

  it.each(["en", "zh-CN"] as const)("of %s are plain", (language) => {
    for (const [key, text] of Object.entries(languages[language])) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).not.toMatch(/[!！]|\boops\b|successful|成功/i);
    }
  });

  it("of one kind stand in one file, because files are put together by kind", () => {
    const kinds = [en, partsEn, cliEn].flatMap((words) => Object.keys(words));
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
  });

  it("are all said somewhere", () => {
    const { literals, patterns } = keysSaid();
    const isSaid = (key: string) =>
      literals.has(key) || patterns.some((pattern) => pattern.test(key));
    const unused = [en, partsEn, cliEn, onboardingEn]
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
    const unused = Object.keys(flatten(doctorEn)).filter((key) => {
      const [, id = "", context] = /^(.+)\.(?:title|why|fix)(?:_(\w+))?$/.exec(key) ?? [];
      const isKind = context === undefined || literals.has(context) || context in switcherNames;
      return !findingIds.some((known) => known === id) || !isKind;
    });
    expect(unused).toEqual([]);
  });

  it("of Simplified Chinese are not left in English", () => {
    const same = Object.entries(languages.en).filter(
      ([key, text]) => languages["zh-CN"][key] === text && /[a-z]{2,} [a-z]{2,}/.test(text),
    );
    expect(same).toEqual([]);
  });

  it("say the names of languages and services alike everywhere", () => {
    expect(zhCN.app.name).toBe(en.app.name);
    for (const service of ["pay", "boost", "link"] as const)
      expect(zhCN.services[service]).toBe(en.services[service]);
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
    for (const language of ["en", "zh-CN"] as const) {
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
