import { describe, expect, it } from "vitest";
import { diagnose, isSafeToFix } from "../../../app/doctor/diagnose.ts";
import { noSurroundings, type SurroundingFacts } from "../../../app/doctor/facts.ts";
import type { Finding, FindingId } from "../../../app/doctor/finding.ts";
import { viewOfFinding } from "../../../app/doctor/viewOfFinding.ts";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { loadWords } from "../../../app/i18n/loadWords.ts";
import { readAuth } from "../../../app/surroundings/authFile.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";
import { editOtherFile } from "../../support/doctor/editOtherFile.ts";
import { sentencesOf } from "../../support/doctor/sentencesOf.ts";

const home = "/home/.codex";
const authPath = `${home}/auth.json`;
const key = "sk-proj-sentinel0123";
const login =
  '"tokens":{"access_token":"sentinel","id_token":"sentinel","refresh_token":"sentinel"}';

function config(id: string, fields: string): string {
  return `model_provider = "${id}"\n\n[model_providers.${id}]\nname = "Name"\nbase_url = "https://codex.example/v1"\n${fields}`;
}
const pay = config("photonmark-codex-pay", 'experimental_bearer_token = "pmx-sentinel"\n');
const boost = config(
  "photonmark-codex-boost",
  'experimental_bearer_token = "pmx-sentinel"\nrequires_openai_auth = true\n',
);

function findings(
  text: string,
  change: Partial<SurroundingFacts>,
  id: FindingId,
): readonly Finding[] {
  const surroundings = { ...noSurroundings, ...change };
  return diagnose(doctorFacts(text, { surroundings })).filter((finding) => finding.id === id);
}

const auth = (text: string) => ({ authFile: { path: authPath, content: readAuth(text) } });

describe("a key in auth.json", () => {
  const id = "openai-key-in-auth-json";

  it("is found, and taken out without the rest", () => {
    const text = `{"auth_mode":"chatgpt","OPENAI_API_KEY":"${key}",${login}}`;
    const [finding] = findings(pay, auth(text), id);
    expect(finding).toMatchObject({
      severity: "warning",
      place: { file: authPath, line: 1, column: 24 },
      details: { kind: "sk-proj" },
      fix: { kind: "removeApiKey", path: authPath, isOutsideHome: false },
    });
    expect(finding && isSafeToFix(finding)).toBe(true);
    const after = editOtherFile(text, { kind: "removeApiKey" });
    expect(after).toBe(`{"auth_mode":"chatgpt",${login}}`);
    expect(findings(pay, auth(after), id)).toEqual([]);
  });

  it.each([
    [`{"OPENAI_API_KEY": "${key}", "tokens": null, "last_refresh": null}`, '"auth_mode": "apikey"'],
    [`{"auth_mode": "apikey", "OPENAI_API_KEY": "${key}"}`, "only that key"],
    [`{"OPENAI_API_KEY": "${key}", ${login}}`, "ChatGPT login stays"],
  ])("says what the fix does to %s", async (text, words) => {
    const [finding] = findings(pay, auth(text), id);
    if (!finding) throw new Error("it is found");
    const sentences = (await sentencesOf("en", finding)).join("\n");
    expect(sentences).toContain(words);
    expect(sentences.includes("login stays")).toBe(text.includes("access_token"));
  });

  it.each([
    ["null", `{"OPENAI_API_KEY":null,${login}}`],
    ["empty", '{"OPENAI_API_KEY":""}'],
    ["in a broken file, which Codex ignores", `{"OPENAI_API_KEY":"${key}"`],
  ])("is none when it is %s", (_what, text) => {
    expect(findings(pay, auth(text), id)).toEqual([]);
  });

  it.each([
    ["no credential of its own", "requires_openai_auth = true\n", "sentWithoutMode"],
    [
      "only a header, which the key goes before",
      'requires_openai_auth = true\nhttp_headers = { Authorization = "Bearer x" }\n',
      "sentWithoutMode",
    ],
    ["a token", 'requires_openai_auth = true\nexperimental_bearer_token = "x"\n', "withoutMode"],
    ["no wish for a login", "requires_openai_auth = false\n", "withoutMode"],
  ])("is sent by a provider with %s", (_what, fields, variant) => {
    const text = config("photonmark-codex-boost", fields);
    const [finding] = findings(text, auth(`{"OPENAI_API_KEY":"${key}"}`), id);
    expect(finding?.variant).toBe(variant);
    expect(finding?.severity).toBe(variant.startsWith("sent") ? "error" : "warning");
  });

  it.each(["", 'model_provider = "openai"\n', `${pay.slice(pay.indexOf("\n"))}`])(
    "is none for who uses OpenAI itself: %j",
    (text) => {
      expect(findings(text, auth(`{"OPENAI_API_KEY":"${key}"}`), id)).toEqual([]);
    },
  );

  it.each([
    'base_url = "https://api.openai.com/v1"\nrequires_openai_auth = true\n',
    'env_key = "MY_KEY"\n',
  ])("is left to a provider of the user's own: %j", (fields) => {
    const text = `model_provider = "mine"\n[model_providers.mine]\nname = "Mine"\n${fields}`;
    const [finding] = findings(text, auth(`{"OPENAI_API_KEY":"${key}"}`), id);
    expect(finding?.severity).toBe("info");
    expect(finding && isSafeToFix(finding)).toBe(false);
  });

  it("that is not OpenAI's, and in use, is not taken out with all the rest", () => {
    const text = config("photonmark-codex-pay", "requires_openai_auth = true\n");
    const [finding] = findings(text, auth('{"OPENAI_API_KEY":"pmx-sentinel"}'), id);
    expect(finding && isSafeToFix(finding)).toBe(false);
  });
});

describe("a missing login", () => {
  const id = "not-logged-in";

  it.each([
    ["no auth.json", { authFile: undefined }, undefined],
    ["a key alone", auth(`{"OPENAI_API_KEY":"${key}"}`), undefined],
    ["a broken file", auth("{"), "broken"],
  ])("is found for Boost with %s", (_what, change, variant) => {
    const [finding] = findings(boost, change, id);
    expect(finding).toMatchObject({ severity: "error", details: { name: "Name" } });
    expect(finding?.variant).toBe(variant);
  });

  it.each([
    ["a login", boost, auth(`{${login}}`)],
    ["a provider that asks for none", pay, {}],
    ["Boost that asks for none", boost.replace("= true", "= false"), {}],
    ["a provider of another service", boost.replaceAll("photonmark-codex-boost", "other"), {}],
    ["Boost that is not in use", `model_provider = "x"\n${boost.slice(boost.indexOf("\n"))}`, {}],
  ])("is none with %s", (_what, text, change) => {
    expect(findings(text, change, id)).toEqual([]);
  });
});

describe("a key in the environment", () => {
  const id = "openai-key-in-env";
  const file = (change: object) => ({
    variables: [
      {
        name: "OPENAI_API_KEY",
        kind: "sk-proj",
        origin: {
          kind: "file",
          path: "/home/.zshrc",
          language: "shell",
          owner: "user",
          line: 2,
          standsAlone: true,
          ...change,
        },
      } as const,
    ],
  });
  const process = { name: "OPENAI_API_KEY", kind: "sk-proj", origin: { kind: "process" } } as const;

  it("of a start file is commented out, but only when its owner says so", () => {
    const [finding] = findings(pay, file({}), id);
    expect(finding).toMatchObject({
      severity: "warning",
      place: { file: "/home/.zshrc", line: 2 },
      variant: "file",
    });
    expect(finding && isSafeToFix(finding)).toBe(false);
    const fix = finding?.fix;
    if (fix?.kind !== "commentVariable") throw new Error("there is a fix");
    expect(editOtherFile(`a=1\nexport OPENAI_API_KEY=${key}\nb=2\n`, fix)).toBe(
      "a=1\n# PhotonMark Codex: commented out, this key is sent in place of the right one\n" +
        `# export OPENAI_API_KEY=${key}\nb=2\n`,
    );
    expect(() => editOtherFile(`export OPENAI_API_KEY=${key}\n`, fix)).toThrow("CONFIG_CHANGED");
  });

  it.each([
    ["a line that does more", { standsAlone: false }, "shared"],
    ["a file for all users", { owner: "system" }, "system"],
  ])("of %s is only told", (_what, change, variant) => {
    const [finding] = findings(pay, file(change), id);
    expect(finding).toMatchObject({ variant });
    expect(finding?.fix).toBeUndefined();
  });

  it("is told once where a file explains it", () => {
    expect(findings(pay, { variables: [process, ...file({}).variables] }, id)).toHaveLength(1);
    expect(findings(pay, { variables: [process] }, id)).toMatchObject([{ variant: "process" }]);
  });

  it.each([
    'env_key = "OPENAI_API_KEY"\n',
    'env_http_headers = { Authorization = "OPENAI_API_KEY" }\n',
  ])("is what a provider goes by, and stays: %j", (fields) => {
    expect(findings(config("mine", fields), file({}), id)).toEqual([]);
    const [finding] = findings(config("photonmark-codex-pay", fields), file({}), id);
    expect(finding).toMatchObject({ variant: "file" });
    expect(finding?.fix).toBeUndefined();
    const unused = `model_provider = "x"\n${config("mine", fields).split("\n").slice(1).join("\n")}`;
    expect(findings(unused, file({}), id)[0]?.fix).toBeDefined();
  });

  it("of another name is none", () => {
    expect(findings(pay, { variables: [{ ...process, name: "PM_TOKEN" }] }, id)).toEqual([]);
  });
});

describe("another layer of the configuration", () => {
  const overlay = (text: string | undefined) => ({
    overlays: [{ path: `${home}/work.config.toml`, name: "work", text }],
  });
  const managed = (text: string | undefined) => ({
    managed: [{ path: "/etc/codex/managed_config.toml", name: "managed_config.toml", text }],
  });

  it("that an overlay is, is found and its line commented out", () => {
    const text = '# mine\nmodel = "x"\nmodel_provider = "old" # once\n';
    const [finding] = findings(pay, overlay(text), "overlay-overrides");
    expect(finding).toMatchObject({
      place: { line: 3, column: 1 },
      details: { name: "work", id: "old" },
    });
    if (finding?.fix?.kind !== "editToml") throw new Error("there is a fix");
    const after = editOtherFile(text, finding.fix);
    expect(after).toBe('# mine\nmodel = "x"\n# model_provider = "old" # once\n');
    expect(findings(pay, overlay(after), "overlay-overrides")).toEqual([]);
  });

  it.each([
    'model_provider = "photonmark-codex-pay"\n',
    '[tui]\nmodel_provider = "old"\n',
    '# model_provider = "old"\n',
    "",
    undefined,
  ])("that an overlay is not: %j", (text) => {
    expect(findings(pay, overlay(text), "overlay-overrides")).toEqual([]);
  });

  it("of an administrator that chooses the provider is only told", () => {
    const [finding] = findings(
      pay,
      managed('\nmodel_provider = "corp"\n'),
      "managed-config-overrides",
    );
    expect(finding).toMatchObject({ place: { line: 2 }, details: { id: "corp" } });
    expect(finding?.fix).toBeUndefined();
  });

  it("of an administrator counts only as far as no stronger one speaks", () => {
    const file = (name: string, id: string) => ({
      path: `/etc/codex/${name}`,
      name,
      text: `model_provider = "${id}"\n`,
    });
    const weak = file("managed_config.toml", "corp");
    const strong = file("requirements.toml", "photonmark-codex-pay");
    const id = "managed-config-overrides";
    expect(findings(pay, { managed: [weak, strong] }, id)).toEqual([]);
    expect(
      findings(pay, { managed: [weak, file("requirements.toml", "other")] }, id),
    ).toMatchObject([
      { place: { file: "/etc/codex/requirements.toml" }, details: { id: "other" } },
    ]);
  });

  it("of an administrator that changes the provider is told", () => {
    const text = '[model_providers.photonmark-codex-pay]\nbase_url = "https://corp.example"\n';
    expect(findings(pay, managed(text), "managed-config-overrides")).toMatchObject([
      { variant: "table" },
    ]);
  });

  it.each([
    'model_provider = "photonmark-codex-pay"\n',
    'model = "x"\n[model_providers.corp]\nname = "c"\n',
    undefined,
  ])("of an administrator that changes nothing is none: %j", (text) => {
    expect(findings(pay, managed(text), "managed-config-overrides")).toEqual([]);
  });
});

describe("permissions", () => {
  it("that let others read are closed with all the rest", () => {
    const change = { looseFiles: [{ path: authPath, mode: "0644" }] };
    const [finding] = findings(pay, change, "loose-permissions");
    expect(finding).toMatchObject({
      fix: { kind: "makePrivate", path: authPath },
      details: { mode: "0644" },
    });
    expect(finding && isSafeToFix(finding)).toBe(true);
    expect(findings(pay, {}, "loose-permissions")).toEqual([]);
  });
});

describe("another program that switches", () => {
  const id = "other-switcher";
  const switchers = [{ program: "ccSwitch", isRunning: false }] as const;

  it("is told what to enter there", () => {
    expect(findings(pay, { switchers }, id)).toMatchObject([
      {
        severity: "info",
        variant: "ccSwitch",
        details: {
          name: "CC Switch",
          id: "photonmark-codex-pay",
          baseUrl: "https://codex.example/v1",
        },
      },
    ]);
    expect(findings("", { switchers }, id)).toMatchObject([{ variant: "plain" }]);
    expect(findings(pay, {}, id)).toEqual([]);
  });

  it("is a warning while it runs", () => {
    const running = [{ program: "codexPlusPlus", isRunning: true }] as const;
    expect(findings(pay, { switchers: running }, id)).toMatchObject([{ severity: "warning" }]);
  });
});

describe("no finding about the surroundings", () => {
  const everything: Partial<SurroundingFacts> = {
    ...auth(`{"OPENAI_API_KEY":"${key}"}`),
    variables: (["shell", "exportingShell", "fish", "powershell", "dotenv"] as const).flatMap(
      (language) => [
        {
          name: "OPENAI_API_KEY",
          kind: "sk",
          origin: {
            kind: "file",
            path: "/home/x",
            language,
            owner: "user",
            line: 1,
            standsAlone: false,
          },
        },
        { name: "CODEX_API_KEY", kind: "sk", origin: { kind: "userEnvironment", system: "macos" } },
        {
          name: "OPENAI_API_KEY",
          kind: "sk",
          origin: { kind: "userEnvironment", system: "windows" },
        },
        { name: "OPENAI_API_KEY", kind: "sk", origin: { kind: "fishUniversal", path: "/home/f" } },
        {
          name: "OPENAI_API_KEY",
          kind: "sk",
          origin: {
            kind: "file",
            path: "/etc/profile",
            language,
            owner: "system",
            line: 1,
            standsAlone: true,
          },
        },
      ],
    ),
    overlays: [{ path: "/home/o", name: "o", text: 'model_provider = "old"' }],
    managed: [{ path: "/etc/m", name: "m", text: 'model_provider = "old"' }],
    looseFiles: [{ path: authPath, mode: "0644" }],
    switchers: (["ccSwitch", "codexPlusPlus", "signalman", "codexSwitcher"] as const).map(
      (program) => ({ program, isRunning: true }),
    ),
  };

  it.each(["en", "zh-CN"] as const)("leaves a gap in its words (%s)", async (language) => {
    const i18n = createTranslations(language);
    await loadWords(i18n, "doctor");
    const all = diagnose(
      doctorFacts(boost, { surroundings: { ...noSurroundings, ...everything } }),
    );
    expect(all.length).toBeGreaterThan(12);
    for (const { id, variant, details } of all)
      for (const part of ["title", "why"] as const) {
        const sentence = i18n.t(`${id}.${part}`, {
          ns: "doctor",
          ...(variant && { context: variant }),
          ...details,
        });
        expect(sentence, `${id} ${variant}`).not.toMatch(/\{\{|undefined|^[a-z-]+\.(title|why)/);
      }
  });

  it("tells a token that stands where a name should", () => {
    const token = "sk-proj-sentinel0123456789abcdefghij";
    const named = (id: string) =>
      `model_provider = "${id}"\n[model_providers."${id}"]\nname = "${token}"\nbase_url = "https://x.example/v1?key=${token}"\nrequires_openai_auth = true\nenv_key = "${token}"\n${token} = "${token}"\n`;
    const texts = [
      named(token),
      named(`photonmark-codex-boost-${token}`),
      named(`photonmark-codex-pay-${token}`),
      `${boost}\n[model_providers."${token}"]\nwire_api = "chat"\n`,
      `model_provider = "${token}"\nprofile = "${token}"\n${boost.slice(boost.indexOf("\n"))}`,
    ];
    const layer = { path: "/home/o", name: "o" };
    for (const text of texts)
      for (const other of texts) {
        const surroundings = {
          ...noSurroundings,
          ...everything,
          overlays: [{ ...layer, text: other }],
          managed: [{ ...layer, text: other }],
        };
        for (const change of [surroundings, { ...surroundings, authFile: undefined }])
          for (const found of diagnose(doctorFacts(text, { surroundings: change }))) {
            expect(JSON.stringify(viewOfFinding(found, "/home/c"))).not.toContain("sentinel");
            expect(JSON.stringify([found.details, found.key])).not.toContain("sentinel");
          }
      }
  });

  it("tells a secret", () => {
    const all = diagnose(
      doctorFacts(boost, { surroundings: { ...noSurroundings, ...everything } }),
    );
    expect(JSON.stringify(all.map(({ fix: _fix, ...shown }) => shown))).not.toContain("sentinel");
  });
});
