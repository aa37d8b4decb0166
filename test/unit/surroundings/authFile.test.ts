import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otherFileDiff } from "../../../app/doctor/otherFileDiff.ts";
import { readAuth, withoutApiKey } from "../../../app/surroundings/authFile.ts";

const key = "sk-proj-sentinel-0123456789";
const tokens =
  '"tokens": {"id_token": "a", "access_token": "b", "refresh_token": "c", "OPENAI_API_KEY": "x"}';

describe("what is in auth.json", () => {
  it.each([
    ["a key alone", `{"OPENAI_API_KEY": "${key}"}`, "key", false],
    ["a key with its mode", `{"auth_mode": "apikey", "OPENAI_API_KEY": "${key}"}`, "key", false],
    ["a key beside a login", `{"OPENAI_API_KEY": "${key}", ${tokens}}`, "key", true],
    [
      "a key beside a login that goes first",
      `{"auth_mode": "chatgpt", "OPENAI_API_KEY": "${key}", ${tokens}}`,
      "chatGpt",
      true,
    ],
  ])("%s is found", (_what, text, sends, hasChatGptLogin) => {
    expect(readAuth(text)).toMatchObject({
      status: "read",
      key: { kind: "sk-proj" },
      sends,
      hasChatGptLogin,
    });
  });

  it.each([
    ["no key", `{"auth_mode": "chatgpt", "OPENAI_API_KEY": null, ${tokens}}`, "chatGpt"],
    ["an empty key", '{"OPENAI_API_KEY": ""}', "nothing"],
    ["a key of something else", '{"tokens": null, "other": {"OPENAI_API_KEY": "sk-1"}}', "nothing"],
    ["nothing", "{}", "nothing"],
    ["a mode without a key", `{"auth_mode": "apikey", ${tokens}}`, "nothing"],
  ])("%s is no key", (_what, text, sends) => {
    expect(readAuth(text)).toMatchObject({ status: "read", key: undefined, sends });
  });

  it("has a place", () => {
    expect(readAuth(`{\n  "a": "}",\n  "OPENAI_API_KEY": "${key}"\n}`)).toMatchObject({
      key: { line: 3, column: 3 },
    });
  });

  it.each(["", "{broken", "[]", "null", "7", '"x"', "\u0000"])("%j is broken", (text) => {
    expect(readAuth(text)).toEqual({ status: "broken" });
  });

  it("never tells the key or a token", () => {
    expect(JSON.stringify(readAuth(`{"OPENAI_API_KEY": "${key}", ${tokens}}`))).not.toMatch(
      /sentinel/,
    );
  });
});

describe("taking the key out", () => {
  it.each([
    ["first", `{\n  "OPENAI_API_KEY": "${key}",\n  ${tokens}\n}\n`, `{\n  ${tokens}\n}\n`],
    ["last", `{\n  ${tokens},\n  "OPENAI_API_KEY": "${key}"\n}\n`, `{\n  ${tokens}\n}\n`],
    [
      "between others",
      `{ "z": 1 , "OPENAI_API_KEY":"${key}" , ${tokens} }`,
      `{ "z": 1 , ${tokens} }`,
    ],
    [
      "twice",
      `{"OPENAI_API_KEY":"a","b":1,"OPENAI_API_KEY":"${key}",${tokens}}`,
      `{"b":1,${tokens}}`,
    ],
    [
      "with the mode of the login",
      `{"auth_mode":"chatgpt","OPENAI_API_KEY":"${key}",${tokens},"last_refresh":"x"}`,
      `{"auth_mode":"chatgpt",${tokens},"last_refresh":"x"}`,
    ],
    [
      "with its own mode, which gives way to the login",
      `{\r\n\t"auth_mode" : "apikey",\r\n\t"OPENAI_API_KEY" : "${key}",\r\n\t${tokens}\r\n}`,
      `{\r\n\t"auth_mode" : "chatgpt",\r\n\t${tokens}\r\n}`,
    ],
    [
      "with its mode alone",
      `{"auth_mode":"apikey","OPENAI_API_KEY":"${key}"}`,
      '{"auth_mode":"apikey"}',
    ],
    ["alone", `{"OPENAI_API_KEY":"${key}"}`, '{"auth_mode": "apikey"}'],
    [
      "alone and twice",
      `{"OPENAI_API_KEY":"a","OPENAI_API_KEY":"${key}"}`,
      '{"auth_mode": "apikey"}',
    ],
  ])("that stands %s", (_where, text, expected) => {
    expect(withoutApiKey(text)).toBe(expected);
  });

  it.each([`{"OPENAI_API_KEY": null, ${tokens}}`, "{}"])(
    "changes nothing without one: %s",
    (text) => {
      expect(withoutApiKey(text)).toBe(text);
    },
  );

  it.each(["{broken", "", "[1]"])("refuses %j", (text) => {
    expect(() => withoutApiKey(text)).toThrow("AUTH_UNREADABLE");
  });

  it("leaves every other member as it is, in any object", () => {
    const member = fc.tuple(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(member), fc.array(member), fc.nat(4), (before, after, indent) => {
        const object = Object.fromEntries([
          ...before.filter(([name]) => name !== "__proto__"),
          ["OPENAI_API_KEY", key],
          ["tokens", { access_token: "t" }],
          ...after.filter(([name]) => name !== "__proto__" && name !== "OPENAI_API_KEY"),
        ]);
        const { OPENAI_API_KEY: _key, auth_mode: mode, ...rest } = object;
        const { auth_mode: newMode, ...left } = JSON.parse(
          withoutApiKey(JSON.stringify(object, undefined, indent)),
        );
        expect(Object.entries(left)).toEqual(Object.entries(JSON.parse(JSON.stringify(rest))));
        expect(mode === undefined ? newMode : typeof newMode).toBe(
          mode === undefined ? undefined : newMode === "chatgpt" ? "string" : typeof mode,
        );
      }),
    );
  });
});

describe("a preview of auth.json", () => {
  const linesOf = (text: string) =>
    otherFileDiff("/home/.codex/auth.json", text, withoutApiKey(text)).flatMap(({ lines }) =>
      lines.map((line) => line.text),
    );
  const masked = '"••••••••"';

  it("shows a file of one line with its names, its shape and the mode", () => {
    expect(linesOf(`{"OPENAI_API_KEY": "${key}", "tokens": null, "last_refresh": null}`)).toEqual([
      `{"OPENAI_API_KEY": ${masked}, "tokens": null, "last_refresh": null}`,
      '{"auth_mode": "apikey", "tokens": null, "last_refresh": null}',
    ]);
  });

  it.each([
    `{"OPENAI_API_KEY":"${key}","tokens":{"access_token":"sentinel","sentinel":7331,"a":[7331,"\\"sentinel"]}}`,
    `{"auth_mode":"apikey","OPENAI_API_KEY":"${key}","x":"auth_mode","y":"sentinel","tokens":{"access_token":"sentinel"}}`,
    `{"auth_mode":"sk-sentinel-7331","OPENAI_API_KEY":"${key}"}`,
    `{"auth_mode"\n:"apikey","OPENAI_API_KEY":\n"${key}",\n"last_refresh":"7331",${tokens}}`,
  ])("hides every other value of %s", (text) => {
    const shown = linesOf(text).join("\n");
    expect(shown).not.toMatch(/sentinel|7331/);
    expect(shown).toContain("OPENAI_API_KEY");
  });
});
