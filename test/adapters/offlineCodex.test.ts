import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { doctorArguments, offlineEnvironment } from "../../main/adapters/codex/offlineCodex.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const ALWAYS = [
  "doctor",
  "--json",
  "-c",
  'openai_base_url="http://127.0.0.1:0/v1"',
  "-c",
  "features.system_proxy_fallback=false",
];

test.each([
  ["without providers", "", []],
  ["with one that has no WebSockets", "[model_providers.a]\nname = 'a'\n", []],
  ["with a word in a comment", "# websockets\n[model_providers.a]\nname = 'a'\n", []],
  ["with a table", "[model_providers.a-1_b]\nsupports_websockets = true\n", ["a-1_b"]],
  ["with an inline table", "model_providers = { a = { supports_websockets = true } }\n", ["a"]],
  ["with dotted keys", "model_providers.a.supports_websockets = true\n", ["a"]],
  ["that is broken", "[model_providers.a]\nsupports_websockets = true\n= broken\n[", ["a"]],
])("the doctor is asked about a file %s", (_name, config, ids) => {
  const off = ids.flatMap((id) => ["-c", `model_providers.${id}.supports_websockets=false`]);
  expect(doctorArguments(config, [])).toEqual([...ALWAYS, ...off]);
});

test.each(["a.b", "a b", 'a"b', "é", ""])("the doctor is not asked about the id %j", (id) => {
  const config = `[model_providers.${JSON.stringify(id)}]\nsupports_websockets = true\n`;
  expect(doctorArguments(config, [])).toBeUndefined();
});

test("the doctor is not asked when an administrator's file has WebSockets", () => {
  const file = join(temporaryFolder(), "managed_config.toml");
  expect(doctorArguments("", [file])).toEqual(ALWAYS);
  writeFileSync(file, 'model = "gpt-5"\n');
  expect(doctorArguments("", [file])).toEqual(ALWAYS);
  writeFileSync(file, "[model_providers.a]\nsupports_websockets = true\n");
  expect(doctorArguments("", [file])).toBeUndefined();
});

test("the environment keeps what is the user's and leads the rest to a dead end", () => {
  const user = { PATH: "/bin", LANG: "C", no_proxy: "*", NO_PROXY: "*", RUST_LOG: "trace" };
  const { PATH, LANG, CODEX_HOME, ...rest } = offlineEnvironment(user, "/home");
  expect({ PATH, LANG, CODEX_HOME }).toEqual({ PATH: "/bin", LANG: "C", CODEX_HOME: "/home" });
  expect(Object.keys(rest).sort()).toEqual([
    "ALL_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "all_proxy",
    "http_proxy",
    "https_proxy",
  ]);
  expect(new Set(Object.values(rest))).toEqual(new Set(["http://127.0.0.1:0"]));
});
