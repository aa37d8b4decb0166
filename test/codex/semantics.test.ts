import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activeStatements, readProviders } from "../../app/config/providers.ts";
import { scan } from "../../app/config/scan.ts";
import { stringValue } from "../../app/config/value.ts";
import { type CodexHome, createCodexHome } from "../support/codexHome.ts";

/**
 * What the config engine takes for granted about Codex, asked of the real one. Measured first with 0.169.0; a
 * newer Codex that answers otherwise shows here, with the decision of the engine that rests on the answer.
 */
let codex: CodexHome;

beforeAll(async () => {
  codex = await createCodexHome();
  expect(codex.version).toMatch(/^codex-cli \d+\.\d+\.\d+/);
  console.info(`Facts measured first with 0.169.0, asked of ${codex.version}`);
});
afterAll(() => codex?.remove());

const pm = '[model_providers.pm]\nname = "P"\nbase_url = "http://127.0.0.1:9/v1"\n';
const active = 'model_provider = "pm"\n';
const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const bytes = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** A file, what Codex says to it, and what the engine does because of it. */
interface Fact {
  readonly fact: string;
  readonly decides: string;
  readonly config: string | Buffer;
  /** What the refusal says; absent where Codex accepts the file. */
  readonly refusal?: RegExp | string;
  readonly line?: number | null;
  readonly isStrict?: boolean;
  /** A provider that the engine finds in the file. */
  readonly provider?: string;
}

function check(facts: readonly Fact[]): void {
  it.each(facts)("$fact: $decides", async ({ config, refusal, line, isStrict, provider }) => {
    if (provider !== undefined)
      expect([...readProviders(scan(String(config))).keys()]).toContain(provider);
    const verdict = await codex.load(config, isStrict);
    if (refusal === undefined) {
      expect(verdict).toEqual({ accepted: true, detail: "", line: null });
      return;
    }
    expect(verdict.accepted).toBe(false);
    expect(verdict.detail).toMatch(refusal);
    if (line !== undefined) expect(verdict.line).toBe(line);
  });
}

describe("the active provider", () => {
  check([
    {
      fact: "a second model_provider stops Codex",
      decides: "making one active comments the others out",
      config: `${active}model_provider = "boost"\n${pm}`,
      refusal: /:2:1: duplicate key/,
      line: 2,
    },
    {
      fact: "quoted and plain are the same key",
      decides: "all spellings count as model_provider",
      config: `"model_provider" = "pm"\n${active}${pm}`,
      refusal: "duplicate key",
      line: 2,
    },
    {
      fact: "a commented line does not count",
      decides: "duplicates are commented out, not deleted",
      config: `${active}# model_provider = "boost"\n${pm}`,
    },
    {
      fact: "a key doubled in a table stops Codex",
      decides: "a block changes values in place",
      config: `${pm}name = "Q"\n`,
      refusal: "duplicate key",
      line: 4,
    },
    {
      fact: "a table pasted twice stops Codex",
      decides: "a known provider is updated; the second table can be commented out",
      config: pm + pm,
      refusal: "duplicate key",
      line: 4,
    },
    {
      fact: "a provider that is not there stops Codex",
      decides: "only providers of the file can be made active, the active one cannot be removed",
      config: `model_provider = "nobody"\n${pm}`,
      refusal: "Model provider `nobody` not found",
      line: null,
    },
    {
      fact: "ids differ in case",
      decides: "ids are compared as they are",
      config: `model_provider = "PM"\n${pm}`,
      refusal: "Model provider `PM` not found",
    },
    {
      fact: "an empty id names no provider",
      decides: "an empty id is refused",
      config: `model_provider = ""\n${pm}`,
      refusal: "not found",
    },
    {
      fact: "a number is no id",
      decides: "a value of the wrong type is replaced",
      config: `model_provider = 5\n${pm}`,
      refusal: "invalid type: integer `5`, expected a string",
      line: 1,
    },
    {
      fact: "model_provider below a provider's header is an unknown key",
      decides: "the root is what stands above the first header",
      config: `${pm}${active}`,
      refusal: "unknown configuration field `model_providers.pm.model_provider`",
      isStrict: true,
    },
    {
      fact: "the same goes unnoticed otherwise",
      decides: "the app has to look for it, Codex does not complain",
      config: `${pm}${active}`,
    },
    {
      fact: "model_provider below [tui] goes unnoticed",
      decides: "the app has to look for it, Codex does not complain",
      config: `${pm}[tui]\n${active}`,
    },
    {
      fact: "model_provider below [features] stops Codex",
      decides: "a key can be moved to the root",
      config: `${pm}[features]\n${active}`,
      refusal: /invalid type: string "pm", expected a boolean/,
    },
    {
      fact: "notify and personality below a provider are unknown keys",
      decides: "they can be moved to the root",
      config: `${pm}notify = ["true"]\n`,
      refusal: "unknown configuration field `model_providers.pm.notify`",
      isStrict: true,
    },
  ]);

  it.each([
    ["plain", active, pm, "pm"],
    ["below a provider's header", "", `${pm}${active}`, "openai"],
    ["below [tui]", "", `${pm}[tui]\n${active}`, "openai"],
    ["inside a text", `model = """\n${active}"""\n`, pm, "openai"],
    [
      "behind a text with such a line",
      `model = """\nmodel_provider = "x"\n"""\n${active}`,
      pm,
      "pm",
    ],
    ["quoted key", '"model_provider" = "pm"\n', pm, "pm"],
    ["literal key", "'model_provider' = 'pm'\n", pm, "pm"],
    ["escaped key and value", '"model\\u005fprovider" = "\\x70m"\n', pm, "pm"],
    ["triple quotes", 'model_provider = """pm"""\n', pm, "pm"],
    ["triple literal quotes", "model_provider = '''\npm'''\n", pm, "pm"],
    ["indented, with a comment", "\t model_provider\t= 'pm' # x\n", pm, "pm"],
    ["a dot and a space", 'model_provider = "a b.c"\n', pm.replace("pm", '"a b.c"'), "a b.c"],
  ])("is found where the engine finds it: %s", async (_how, head, tables, id) => {
    const text = head + tables;
    expect(await codex.provider(text)).toBe(id);
    const value = activeStatements(scan(text))[0]?.entry.value;
    expect((value && stringValue(text, value)) ?? "openai").toBe(id);
  });

  it("is another one when its text ends with a line break", async () => {
    const verdict = await codex.load(`model_provider = """pm\n"""\n${pm}`);
    expect(verdict.detail).toContain("not found");
  });
});

describe("the file as bytes", () => {
  check([
    { fact: "an empty file", decides: "nothing has to be in it", config: "" },
    { fact: "CRLF", decides: "line breaks stay", config: (active + pm).replaceAll("\n", "\r\n") },
    { fact: "a byte order mark", decides: "it stays", config: bytes(mark, active, pm) },
    {
      fact: "a byte order mark and CRLF",
      decides: "both stay",
      config: bytes(mark, (active + pm).replaceAll("\n", "\r\n")),
    },
    { fact: "mixed line breaks", decides: "they stay", config: `${active}\r\n${pm}\r\n` },
    { fact: "no final line break", decides: "none is added", config: (active + pm).trimEnd() },
    { fact: "only a byte order mark", decides: "a root key goes behind it", config: bytes(mark) },
    {
      fact: "a byte order mark further on stops Codex",
      decides: "such a line is garbage",
      config: bytes(active, mark, pm),
      refusal: /\w/,
    },
    {
      fact: "a lone carriage return stops Codex",
      decides: "it is no line break, the line is garbage",
      config: `${active}\r${pm}`,
      refusal: "carriage return must be followed by newline",
    },
    {
      fact: "Latin-1 stops Codex",
      decides: "a file that is not UTF-8 is not edited",
      config: bytes(Buffer.from("# caf\xe9\n", "latin1"), pm),
      refusal: "invalid utf-8",
    },
    {
      fact: "UTF-16 stops Codex",
      decides: "a file that is not UTF-8 is not edited",
      config: Buffer.from(`\uFEFF${active}${pm}`, "utf16le"),
      refusal: "invalid utf-8",
    },
    {
      fact: "NUL in a comment stops Codex",
      decides: "an edit is proven by a parser that refuses it too",
      config: `# \0\n${pm}`,
      refusal: /\w/,
      line: 1,
    },
    {
      fact: "values nested more than 80 deep stop Codex",
      decides: "the scanner may stop at 100",
      config: `x = ${"[".repeat(100)}${"]".repeat(100)}\n`,
      refusal: "recurs",
    },
    {
      fact: "keys nested more than 80 deep stop Codex",
      decides: "the comparison may stop at 200",
      config: `${"a.".repeat(100)}a = 1\n`,
      refusal: "recurs",
    },
  ]);
});

describe("TOML 1.1", () => {
  check([
    {
      fact: "line breaks, comments and a last comma in an inline table",
      decides: "the scanner reads them and an edit keeps them",
      config: 'model_providers = {\n  pm = { # x\n    name = "P",\n  }, # y\n}\n',
    },
    {
      fact: "\\e and \\xHH",
      decides: "both are read in values and keys",
      config: `model_provider = "\\x70m" # \\e\n${pm}env_key_instructions = "\\e[1m"\n`,
    },
    { fact: "a time without seconds", decides: "it is one value", config: "x = 07:32\n" },
    {
      fact: "a bare key beyond ASCII stops Codex",
      decides: "ids beyond ASCII are quoted",
      config: "[model_providers.Büro]\nname = 'x'\n",
      refusal: /\w/,
      line: 1,
    },
  ]);
});

describe("spellings of providers", () => {
  const fields = 'name = "P", base_url = "http://127.0.0.1:9/v1"';
  const dotted = 'pm.name = "P"\npm.base_url = "http://127.0.0.1:9/v1"\n';
  check(
    [
      [
        "dotted keys at the root",
        `model_providers.${dotted.replace("\npm", "\nmodel_providers.pm")}`,
      ],
      ["one inline table", `model_providers = { pm = { ${fields} } }\n`],
      ["dotted keys in one inline table", 'model_providers = { pm.name = "P", x.name = "X" }\n'],
      ["dotted keys below [model_providers]", `[model_providers]\n${dotted}`],
      ["an inline table below [model_providers]", `[model_providers]\npm = { ${fields} }\n`],
      ["quoted keys", `["model_providers".'pm']\n"name" = "P"\n`],
      ["escaped keys", `["model_\\u0070roviders".pm]\n"n\\u0061me" = "P"\n`],
      ["blanks in the header", '[ model_providers . pm ] # x\nname = "P"\n'],
      ["a sub-table above its table", `[model_providers.pm.http_headers]\nA = "b"\n${pm}`],
      [
        "a sub-table of dotted keys",
        `[model_providers]\n${dotted}[model_providers.pm.query_params]\na = "b"\n`,
      ],
      ["a table beside dotted keys at the root", `model_providers.x.name = "X"\n${pm}`],
      ["a table beside dotted keys below the header", `[model_providers]\nx.name = "X"\n${pm}`],
      ["dotted sub-keys", `${pm}http_headers.A = "b"\nquery_params.c = "d"\n`],
      ["an empty [model_providers]", `${pm}[model_providers]\n`],
    ].map(([how, config]) => ({
      fact: `${how}`,
      decides: "the provider is found and can be extended the same way",
      config: `model_provider = "pm"\n${config}`,
      isStrict: true,
      provider: "pm",
    })),
  );
  check([
    {
      fact: "one inline table is empty",
      decides: "removing the last provider may leave it",
      config: "model_providers = {}\n",
    },
    {
      fact: "an inline table and a header of another provider",
      decides: "a new provider joins the inline table",
      config: `model_providers = { x = { name = "X" } }\n${pm}`,
      refusal: "cannot extend value of type inline table",
    },
    {
      fact: "dotted keys and a header of the same provider",
      decides: "missing keys are dotted as well",
      config: `[model_providers]\n${dotted}${pm}`,
      refusal: "duplicate key",
    },
    {
      fact: "arrays of tables are no providers",
      decides: "a block is refused there",
      config: '[[model_providers.pm]]\nname = "P"\n',
      refusal: "invalid type",
    },
    {
      fact: "providers that are no table",
      decides: "a block is refused there",
      config: "model_providers = 5\n",
      refusal: "invalid type",
    },
  ]);
});

describe("what a provider may say", () => {
  check([
    {
      fact: "a block as the dashboard gives it",
      decides: "it is taken over as it is",
      config: `${active}${pm}wire_api = "responses"\nrequires_openai_auth = false\nexperimental_bearer_token = "pmx-sentinel"\n`,
      isStrict: true,
    },
    {
      fact: "wire_api may be missing",
      decides: "it is not added",
      config: active + pm,
      isStrict: true,
    },
    {
      fact: "base_url may be missing",
      decides: "Codex would send the token to OpenAI: a block without it is refused",
      config: `${active}[model_providers.pm]\nname = "P"\n`,
    },
    {
      fact: "a missing name stops Codex",
      decides: "a block without a name is refused",
      config: '[model_providers.pm]\nbase_url = "x"\n',
      refusal: "model_providers.pm: provider name must not be empty",
    },
    {
      fact: "an empty name stops Codex",
      decides: "a block without a name is refused",
      config: '[model_providers.pm]\nname = ""\n',
      refusal: "provider name must not be empty",
    },
    {
      fact: 'wire_api = "chat" stops Codex, also in an unused provider',
      decides: "a block with it is refused",
      config: `${pm}wire_api = "chat"\n`,
      refusal: '`wire_api = "chat"` is no longer supported',
    },
    {
      fact: "a wrong type stops Codex, also in an unused provider",
      decides: "a block's value replaces it",
      config: "[model_providers.pm]\nname = 'P'\nbase_url = 5\n",
      refusal: "invalid type: integer `5`, expected a string",
      line: 3,
    },
    {
      fact: "an unknown key is ignored",
      decides: "the user's own keys stay",
      config: `${pm}foo = 1\n`,
    },
    {
      fact: "only strict mode finds it",
      decides: "the check after a write is not strict",
      config: `${pm}foo = 1\n`,
      refusal: "unknown configuration field `model_providers.pm.foo`",
      line: 4,
      isStrict: true,
    },
    ...["openai", "ollama", "lmstudio"].map((id) => ({
      fact: `${id} is reserved, even unused`,
      decides: "a block with that id is refused",
      config: pm.replace("pm", id),
      refusal: `model_providers contains reserved built-in provider IDs: \`${id}\``,
    })),
    ...["amazon-bedrock", "amazon-bedrock-runtime", "gcp"].map((id) => ({
      fact: `${id} only takes a few keys`,
      decides: "a block with that id is refused",
      config: pm.replace("pm", id),
      refusal: "only supports changing",
    })),
    ...["azure", "openrouter", "oss", "OpenAI"].map((id) => ({
      fact: `${id} is an ordinary id`,
      decides: "a block with that id is taken",
      config: pm.replace("pm", id),
    })),
  ]);
});

describe("credentials that do not go together", () => {
  const auth = '[model_providers.pm.auth]\ncommand = "/bin/true"\n';
  check([
    {
      fact: "auth beside a token stops Codex",
      decides: "a token retires the auth table",
      config: `${pm}experimental_bearer_token = "pmx-sentinel"\n${auth}`,
      refusal: "provider auth cannot be combined with experimental_bearer_token",
    },
    {
      fact: "auth beside env_key stops Codex",
      decides: "an auth table retires env_key",
      config: `${pm}env_key = "X"\n${auth}`,
      refusal: "provider auth cannot be combined with env_key",
    },
    {
      fact: "auth beside requires_openai_auth = true stops Codex",
      decides: "an auth table retires it",
      config: `${pm}requires_openai_auth = true\n${auth}`,
      refusal: "provider auth cannot be combined with requires_openai_auth",
    },
    {
      fact: "an empty auth table stops Codex",
      decides: "auth goes as a whole",
      config: `${pm}auth = {}\n`,
      refusal: "missing field `command`",
    },
    {
      fact: "auth on its own is fine",
      decides: "a block may bring it",
      config: pm + auth,
      isStrict: true,
    },
    {
      fact: "header tables may be empty",
      decides: "taking the Authorization header out may leave them so",
      config: `${pm}http_headers = {}\nenv_http_headers = {}\n`,
      isStrict: true,
    },
    {
      fact: "env_key_instructions without env_key are fine",
      decides: "they stay when env_key is retired",
      config: `${pm}env_key_instructions = "x"\n`,
      isStrict: true,
    },
  ]);
});

describe("other settings that stop Codex", () => {
  check([
    {
      fact: "profile",
      decides: "it can be commented out",
      config: 'profile = "work"\n',
      refusal: 'legacy `profile = "work"` config is no longer supported',
    },
    {
      fact: "a profile's table alone is fine",
      decides: "it is left alone",
      config: '[profiles.work]\nmodel = "x"\n',
      isStrict: true,
    },
    {
      fact: 'approval_policy = "untrusted"',
      decides: "it can be commented out",
      config: 'approval_policy = "untrusted"\n',
      refusal: 'approval_policy = "untrusted" is no longer supported',
    },
    {
      fact: "the other policies are fine",
      decides: "they are left alone",
      config: 'approval_policy = "on-request"\n',
      isStrict: true,
    },
    {
      fact: "an unknown policy",
      decides: "it is left to Codex to name it",
      config: 'approval_policy = "zzz"\n',
      refusal: "unknown variant `zzz`",
    },
    ...["OPENAI_API_KEY", "preferred_auth_method", "disable_response_storage"].map((key) => ({
      fact: `${key} is ignored`,
      decides: "it does no harm and stays",
      config: `${key} = "pmx-sentinel"\n`,
    })),
  ]);
});
