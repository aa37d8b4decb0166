import { describe, expect, test } from "vitest";
import { createApplication } from "../../../app/application.ts";
import { diffOf } from "../../../app/config/diff.ts";
import { redactText, redactToml, secretsOf } from "../../../app/config/redact.ts";
import { createFakePorts } from "../../support/fakePorts.ts";

const pm = "[model_providers.pm]\n";
const server = "[mcp_servers.a]\n";

/** The place, the text, and the parts of it that must not be shown. */
const leaks: readonly (readonly [string, string, ...string[]])[] = [
  ["a token without quotes", `${pm}experimental_bearer_token = pmx-hunterxy\n`, "hunterxy"],
  ["a word without quotes", `${pm}experimental_bearer_token = hunterxy\n`, "hunterxy"],
  ["several words", `${pm}experimental_bearer_token = hunterxy and more\n`, "hunterxy", "more"],
  ["a number", `${pm}experimental_bearer_token = 4815162342\n`, "4815162342"],
  ["a number in a header", `${pm}http_headers = { X-A = 4815162342 }\n`, "4815162342"],
  ["a token that is any key's scalar", "x = pmx-hunterxy99\n", "hunterxy99"],
  ["a comment after a header", `[model_providers.pm] # token = "hunterxy"\n`, "hunterxy"],
  [
    "a comment in an array",
    `${server}args = [\n  # "--token", "hunterxy",\n  "x"\n]\n`,
    "hunterxy",
  ],
  [
    "a comment over two lines in an array",
    `${server}args = [\n  # "--token",\n  # "hunterxy",\n  "x"\n]\n`,
    "hunterxy",
  ],
  [
    "a comment between a flag and its value",
    `${server}args = [\n  "--token", # hunterab\n  "hunterxy"\n]\n`,
    "hunterab",
    "hunterxy",
  ],
  [
    "a comment in an inline table",
    `${pm}http_headers = {\n  # X-Old = "hunterab",\n  X-A = "hunterxy" }\n`,
    "hunterab",
    "hunterxy",
  ],
  ["a comment beside a secret", `${pm}http_headers.X-A = "new-one" # was "hunterxy"\n`, "hunterxy"],
  ["a word beside a secret", `${pm}http_headers.X-A = "new-one" # was hunter22\n`, "hunter22"],
  ["what follows a flag", `${server}args = ["--api-key", "hunterxy"]\n`, "hunterxy"],
  ["what stands in a flag", `${server}args = ["--token=hunterxy,more"]\n`, "hunterxy", "more"],
  ["what follows a flag in notify", 'notify = ["x", "--password", "a b"]\n', "a b"],
  ["a variable among the arguments", `${server}args = ["-e", "API_KEY=hunter xy"]\n`, "hunter xy"],
  ["a header among the arguments", `${server}args = ["-H", "X-Api-Key: hunterxy"]\n`, "hunterxy"],
  ["a user among the arguments", `${server}args = ["-u", "me:hunterxy"]\n`, "hunterxy"],
  ["a flag in a command", `${server}command = "run --api-key hunterxy -v"\n`, "hunterxy"],
  ["a flag in a broken array", `${server}args = ["--token", "hunterxy"\n`, "hunterxy"],
  ["a flag in a broken list", `${server}args = [\n"--token",\n"hunterxy",\n`, "hunterxy"],
  ["a scheme in a comment", "# Authorization: Basic hunterxy\n", "hunterxy"],
  [
    "a scheme in a value",
    'x = "Authorization: Digest a=hunterab, b=hunterxy"\n',
    "hunterab",
    "hunterxy",
  ],
  ["a scheme in a header's array", 'x = ["Proxy-Authorization: Basic hunterxy"]\n', "hunterxy"],
  ["a scheme alone", "# send Bearer hunter22 there\n", "hunter22"],
  ["a comma in a comment", '# password = "hunter,xyz"\n', "hunter", "xyz"],
  ["a quote in a comment", '# password = "hunter\\"xyz"\n', "hunter", "xyz"],
  ["a comma in prose", 'a = 1 # my password: "hunter,xyz" is new\n', "hunter", "xyz"],
  [
    "a sentence as a commented secret",
    "# password = correct horse battery\n",
    "correct",
    "battery",
  ],
  ["a user in an address", 'x = "https://hunterxy@x.test/v1"\n', "hunterxy"],
  ["a user in a comment", "# see https://hunterxy@x.test/v1\n", "hunterxy"],
  ["a password with a slash", 'base_url = "https://me:hunt/er@x.test"\n', "hunt/er"],
  ["a password with a quote", `x = "https://me:hunt'erxy@x.test"\n`, "erxy"],
  ["a fragment", 'base_url = "https://x.test/v1#hunterxy"\n', "hunterxy"],
  ["a named fragment", 'x = "https://x.test/v1#access_token=ab12"\n', "ab12"],
  ["a short query", 'base_url = "https://x.test/v1?k=ab12"\n', "ab12"],
  ["a percent escape", 'base_url = "https://x.test/pmx%2Dhunterxy/v1"\n', "hunterxy"],
  ["a user without a scheme", 'base_url = "hunterxy@x.test/v1"\n', "hunterxy"],
  ["an escape", 'x = "pmx\\u002dhunterxy"\n', "hunterxy"],
  ["an escape in a broken line", 'x = "pmx\\u002dhunterxy" oops\n', "hunterxy"],
  ["an escape in a comment", '# x: "pmx\\u002dhunterxy"\n', "hunterxy"],
  ["a continued line", 'x = """pmx-\\\n   hunterxy"""\n', "hunterxy"],
  ["an escape in a broken key", '"experimental_bearer\\u005ftoken" = hunter xy\n', "hunter xy"],
  ["a key", "pmx-hunterxy = 1\n", "hunterxy"],
  ["a quoted key", '"pmx\\u002dhunterxy" = 1\n', "hunterxy"],
  ["a table", '[mcp_servers."pmx-hunterxy"]\n', "hunterxy"],
  ["a key of an inline table", 'x = { "https://me:hunterxy@x.test" = 1 }\n', "hunterxy"],
  [
    "the arguments of a provider's program",
    `${pm}auth = { command = "c", args = ["hunterxy"] }\n`,
    "hunterxy",
  ],
  ["auth as a string", `${pm}auth = "hunterxy"\n`, "hunterxy"],
  [
    "an open block string",
    `${pm}experimental_bearer_token = """\nhunterxy\n\nmore\n`,
    "hunterxy",
    "more",
  ],
  ["an open literal", `${pm}experimental_bearer_token = '''\nhunterxy\n`, "hunterxy"],
  [
    "an open inline table",
    `${pm}http_headers = {\n  X-A = "hunterab",\n  X-B = "hunterxy"\n`,
    "hunterab",
    "hunterxy",
  ],
  [
    "an open array",
    `${pm}http_headers.X = [\n  "hunterab",\n  "hunterxy"\n`,
    "hunterab",
    "hunterxy",
  ],
  ["a comment in an open value", `${pm}http_headers = {\n  # hunterxy\n`, "hunterxy"],
  ["the next line", `${pm}experimental_bearer_token =\n  "hunterxy"\n`, "hunterxy"],
  [
    "a header that is not closed",
    `[a.env\nX = "hunterxy"\nY = hunter ab\n`,
    "hunterxy",
    "hunter ab",
  ],
  ["a broken line of a secret table", "[a.env]\nX = hunter xy\n", "hunter", "xy"],
  ["a table as a string", `${pm}http_headers = "hunterxy"\n`, "hunterxy"],
  ["an environment as a string", `${server}env = "hunterxy"\n`, "hunterxy"],
  ["an environment as an array", `${server}env = ["hunterxy"]\n`, "hunterxy"],
  ["a table with a secret name", '[credentials]\nvalue = "hunterxy"\n', "hunterxy"],
  ["an inline table with a secret name", 'token = { value = "hunterxy" }\n', "hunterxy"],
  ["a shell's variable", '[shell_environment_policy.set]\nX_KEY_PASSWD = "hunterxy"\n', "hunterxy"],
  ["a variable that is called env_key", '[a.env]\nenv_key = "hunterxy"\n', "hunterxy"],
  ["a token in place of a variable", `${pm}env_key = "hunter-xy"\n`, "hunter-xy"],
  ["a commented table", '# [a.env]\n# X = "hunterxy"\n', "hunterxy"],
  ["a commented line of a secret table", '[a.env]\n# X = "hunterxy"\n', "hunterxy"],
  ["a commented block string", '# token = """\n# hunterxy\n# """\n', "hunterxy"],
  ["a commented list", '# args = [\n#   "--token",\n#   "hunterxy",\n# ]\n', "hunterxy"],
  ["a comment in a comment", '# a = 1 # token = "hunterxy"\n', "hunterxy"],
  ["a comment with an odd line separator", '# a\u2028token = "hunterxy"\n', "hunterxy"],
  ["JSON", '# {"token": "hunterxy", "a": 1}\n', "hunterxy"],
  ["a short name of a password", "# DB_PASS: hunterxy\n", "hunterxy"],
  ["a passphrase", 'passphrase = "hunterxy"\n', "hunterxy"],
  ["a spaced name", "# the api key: hunterxy\n", "hunterxy"],
  ["a stray setting", "experimental_bearer_token hunterxy\n", "hunterxy"],
  ["a web token", "# eyJhbGciOi1234.eyJzdWIi.hunterxy\n", "hunterxy"],
  ["a header and a key in one line", '[a.env] X = "hunterxy"\n', "hunterxy"],
  ["a table in an open table", 'x = { env = { A = "hunterxy" }\n', "hunterxy"],
  ["a table that stays open", 'x = { a = 1, env = {\n A = "hunterxy"\n', "hunterxy"],
  ["an open string after a flag", 'x = ["--token", """\nhunterxy\n', "hunterxy"],
  ["a table in a comment's middle", '# as in x = { env = { A = "hunterxy"\n', "hunterxy"],
  ["a value of a scheme", 'x = "Bearer hunterxy"\n', "hunterxy"],
  ["three letters", `${pm}experimental_bearer_token = "xyz"\n`, "xyz"],
];

describe("no secret is shown that stands", () => {
  test.each(leaks)("as %s", (_place, text, ...secrets) => {
    for (const before of [text, text.replaceAll("\n", "\r\n"), `\uFEFF${text}`]) {
      const shown = redactToml(before);
      for (const secret of secrets) expect(shown).not.toContain(secret);
      expect(shown).toContain("••••••••");
      expect(shown.split("\n")).toHaveLength(before.split("\n").length);
      const diff = JSON.stringify(diffOf("a = 1\n", before));
      for (const secret of secrets) expect(diff).not.toContain(secret);
    }
  });

  test.each(leaks)("as %s, in what Codex says about it", (_place, text, ...secrets) => {
    const found = secretsOf(text).join("\n");
    for (const secret of secrets) expect(found).toContain(secret);
  });
});

describe("what Codex says", () => {
  test.each([
    ["invalid type: integer `4815162342`", `${pm}experimental_bearer_token = 4_815_162_342\n`],
    ["invalid type: integer `3735928559`", `${pm}experimental_bearer_token = 0xdeadbeef\n`],
    ["invalid type: floating point `4815.5`", `${pm}experimental_bearer_token = 4_815.50\n`],
    [
      'invalid type: string "hunter2Secret", expected a map',
      `${pm}http_headers = "hunter2Secret"\n`,
    ],
    ['invalid type: string "hunter2Secret", expected', `${pm}auth = "hunter2\\u0053ecret"\n`],
    ['invalid type: string "a\\"b\\\\c\\u{202e}d"', `${pm}auth = 'a"b\\c\u202ed'\n`],
    ['invalid type: string "line one\\nline two"', `${pm}auth = """line one\nline two"""\n`],
    ['2 | token = "hunter2\\u0053ecret"', `${pm}token = "hunter2\\u0053ecret"\n`],
    ["3 | some line", `${pm}token = """\nsome line\nother"""\n`],
    ['invalid type: string "xyz"', `${pm}auth = "xyz"\n`],
    ["unexpected hunterxy", '# token = "hunterxy"\n'],
  ])("%s", (message, text) => {
    const quoted = /`(.*)`|"(.*)"|\| (?:token = )?(.*)|unexpected (.*)/.exec(message)?.slice(1);
    const secret = quoted?.find((part) => part !== undefined) ?? "";
    expect(message).toContain(secret);
    expect(redactText(message, secretsOf(text))).not.toContain(secret);
  });

  test("is masked before it is cut, so that no half of a token is left", async () => {
    const secret = "correct-horse-battery-staple";
    const ports = createFakePorts(`${pm}experimental_bearer_token = "${secret}"\n`);
    const message = `${"x ".repeat(245)}"${secret}" ${"y ".repeat(50)}`;
    ports.codexAnswer = { status: "failed", reason: "said", message };
    const application = createApplication(ports);
    await application.execute("reload", {});
    await application.settled();
    const { codexCheck } = application.getState();
    expect(JSON.stringify(codexCheck)).not.toContain("correct");
    expect("message" in codexCheck && codexCheck.message).toMatch(/^x[\s\S]{499}…$/);
  });
});

test("line breaks of a secret stay, and comments stay comments", () => {
  const text = `${pm}experimental_bearer_token = """\r\na\r\nb""" # x\r\n# token = '''\n# c\n#'''\nb = 2\n`;
  const mask = '"••••••••[0-9a-f]{6}"';
  expect(redactToml(text)).toMatch(
    new RegExp(
      `^\\[model_providers\\.pm\\]\\nexperimental_bearer_token = ${mask}\\r\\n\\r\\n # x\\r\\n# token = ${mask}\\n#\\n#\\nb = 2\\n$`,
    ),
  );
});

test("a diff shows that one line of a long secret changed", () => {
  const textOf = (line: string) => `${pm}experimental_bearer_token = """\na\n${line}"""\n`;
  expect(diffOf(textOf("b"), textOf("c"))).toHaveLength(1);
});

describe("stays readable:", () => {
  test.each([
    "model_auto_compact_token_limit = 200000\ntool_output_token_limit = 20_000\nmax_tokens = 4096\n",
    "# tool_output_token_limit = 20000\n# max_tokens: 4096\n",
    'cli_auth_credentials_store = "keyring"\nmcp_oauth_credentials_store = "file"\n',
    `${pm}credential_file = "/home/me/key.json"\n`,
    `${pm}requires_openai_auth = true\nsupports_bearer_token = false\n`,
    `${pm}env_key = "PM_TOKEN"\nenv_key_instructions = "Set it, please."\n`,
    `${pm}env_key = "PHOTONMARK_CODEX_PAY_BONUS_TOKEN_2026"\n# env_key = "OPENAI_API_KEY"\n`,
    `${server}bearer_token_env_var = "GITHUB_TOKEN"\nenv_vars = ["HOME", "MY_SECRET"]\n`,
    `${server}args = ["--bearer-token-env-var", "GITHUB_TOKEN", "--max-tokens", "4096"]\n`,
    `${pm}env_http_headers = { Authorization = "PM_AUTH", X-Api-Key = "PM_KEY" }\n`,
    'notify = ["bash", "-c", "notify-send done --urgency low"]\n',
    '[tui]\nstatus_line = ["model", "used-tokens", "total-input-tokens"]\n',
    '[projects."/home/me/2026-11-22-migrate-customer-database-to-v2"]\ntrust_level = "trusted"\n',
    '[projects."C:\\\\Users\\\\me\\\\token-server"]\ntrust_level = "trusted"\n',
    '[projects."/home/me/secrets"]\ntrust_level = "trusted"\n',
    '[mcp_servers.secret-santa]\ncommand = "C:\\\\Program Files\\\\x.exe"\nargs = ["-y", "@scope/pkg"]\n',
    '[mcp_servers.a.tools.get_token]\napproval_mode = "approve"\n',
    '[model_providers.token-service]\nbase_url = "https://x.test:8443/api/v1?api-version=2026-10-21"\n',
    'model = "qwen3-coder-480b-a35b-instruct-fp8"\n',
    'model = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"\n',
    'model = "Llama-4-Maverick-17B-128E-Instruct-FP8"\n',
    'model_provider = "photonmark-codex-pay-bonus-2026-11-22-a1b2"\n',
    'tokenizer = "cl100k_base"\n',
    '[shell_environment_policy]\nset = { LANG = "C.UTF-8", PAGER = "cat" }\n',
    "# Env: see the handbook\n# headers: as in the team's file\n",
    "# Tokens are kept in the keychain; see https://x.test/docs/setup#where-it-goes\n",
    "# don't touch this, it's the team's\n",
    `${pm}experimental_bearer_token = "" # rotated in May, it's fine\n`,
    '[marketplaces.x]\nsource = "ssh://git@github.com/owner/name.git"\n',
  ])("%s", (text) => {
    expect(redactToml(text)).toBe(text);
  });
});
