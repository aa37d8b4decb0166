import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  driftBetween,
  driftFingerprint,
  hasOwnProvider,
  repairIntents,
} from "../../../app/config/drift.ts";
import { edit } from "../../../app/config/edit.ts";
import { verify } from "../../../app/config/verify.ts";

const settled = `# mine
model = "gpt-6"
model_provider = "photonmark-codex-pay"

[model_providers.photonmark-codex-pay]
name = "Pay"
base_url = "https://codex.example/pay/v1"
wire_api = "responses"
experimental_bearer_token = "pmx-sentinel-pay"

[model_providers.photonmark-codex-boost]
name = "Boost"
base_url = "https://codex.example/boost/v1"
requires_openai_auth = true
experimental_bearer_token = "pmx-sentinel-boost"
http_headers = { X-A = "1", X-B = "2" }

[model_providers.old]
name = "Old"
base_url = "https://old.example/v1"

[mcp_servers.x]
command = "x"
`;
const replace = (from: string, to: string) => {
  if (!settled.includes(from)) throw new Error(`no ${from}`);
  return settled.replace(from, to);
};

/** What a repair makes of a text; proven like every edit. */
function repaired(now: string): string {
  const intents = repairIntents(settled, now);
  const after = edit(now, intents);
  verify(now, after, intents);
  return after;
}

describe("a change that does not concern us", () => {
  it.each([
    ["nothing", settled],
    ["Windows line breaks and a byte order mark", `\ufeff${settled.replaceAll("\n", "\r\n")}`],
    [
      "no comments, other order, other spelling",
      `model_provider = 'photonmark-codex-pay' # x
[model_providers]
photonmark-codex-boost = { http_headers = { X-B = "2", X-A = '1' }, name = "B", base_url = "https://codex.example/boost/v1", requires_openai_auth = true, experimental_bearer_token = "pmx-sentinel-boost" }
[model_providers."photonmark-codex-pay"]
experimental_bearer_token = """pmx-sentinel-pay"""
wire_api = "responses"
base_url = "https://codex.example/pay/v1"
name = "Pay"
`,
    ],
    ["trust", `${settled}\n[projects."/work"]\ntrust_level = "trusted"\n`],
    [
      "a notice",
      `${settled}\n[tui]\nscreen_reader_detection_done = true\n[notice.model_migrations]\n"gpt-5" = "gpt-6"\n`,
    ],
    [
      "a server with a key of its own",
      `${settled}\n[mcp_servers.y]\ncommand = "y"\n[mcp_servers.y.env]\nOPENAI_API_KEY = "sk-proj-sentinel-mcp"\n`,
    ],
    ["a feature", `${settled}\n[features]\nx = true\n`],
    [
      "another model",
      replace('model = "gpt-6"', 'model = "gpt-6-sol"\nmodel_reasoning_effort = "high"'),
    ],
    [
      "a provider of another service",
      replace("https://old.example/v1", "https://older.example/v1"),
    ],
    [
      "a provider of another service that is gone",
      replace(/\[model_providers.old\][^[]*/.exec(settled)?.[0] ?? "", ""),
    ],
    ["a name, and tuning", replace('name = "Pay"', 'name = "Mine"\nrequest_max_retries = 1')],
    ["a key in a comment", `# OPENAI_API_KEY = "sk-proj-sentinel"\n${settled}`],
  ])("%s", (_what, now) => {
    expect(driftBetween(settled, now)).toEqual([]);
    expect(repairIntents(settled, now)).toEqual([]);
  });
});

describe("a change that concerns us", () => {
  it.each([
    [
      "another provider in use",
      replace('model_provider = "photonmark-codex-pay"', 'model_provider = "custom"'),
      [{ kind: "activeReplaced", was: "photonmark-codex-pay", is: "custom" }],
    ],
    [
      "none in use",
      replace('model_provider = "photonmark-codex-pay"\n', ""),
      [{ kind: "activeReplaced", was: "photonmark-codex-pay", is: undefined }],
    ],
    [
      "a block that is gone",
      replace(/\[model_providers.photonmark-codex-boost\][^[]*/.exec(settled)?.[0] ?? "", ""),
      [{ kind: "providerRemoved", id: "photonmark-codex-boost" }],
    ],
    [
      "another address and token",
      replace("https://codex.example/pay/v1", "https://evil.example/v1").replace(
        "pmx-sentinel-pay",
        "sk-proj-sentinel-new",
      ),
      [
        {
          kind: "providerAltered",
          id: "photonmark-codex-pay",
          fields: ["base_url", "experimental_bearer_token"],
        },
        {
          kind: "keyAppeared",
          key: "model_providers.photonmark-codex-pay.experimental_bearer_token",
        },
      ],
    ],
    [
      "a way to sign in that was not there",
      replace(
        'name = "Pay"\n',
        'name = "Pay"\nenv_key = "OPENAI_API_KEY"\nrequires_openai_auth = true\n',
      ),
      [
        {
          kind: "providerAltered",
          id: "photonmark-codex-pay",
          fields: ["env_key", "requires_openai_auth"],
        },
      ],
    ],
    [
      "a header less",
      replace('{ X-A = "1", X-B = "2" }', '{ X-A = "1" }'),
      [{ kind: "providerAltered", id: "photonmark-codex-boost", fields: ["http_headers"] }],
    ],
    [
      "a key at the root",
      `OPENAI_API_KEY = "sk-sentinel-root"\n${settled}`,
      [{ kind: "keyAppeared", key: "OPENAI_API_KEY" }],
    ],
    [
      "everything replaced",
      'model_provider = "custom"\n[model_providers.custom]\nname = "C"\nbase_url = "https://c.example"\n[mcp_servers.new]\ncommand = "n"\n',
      [
        { kind: "activeReplaced", was: "photonmark-codex-pay", is: "custom" },
        { kind: "providerRemoved", id: "photonmark-codex-pay" },
        { kind: "providerRemoved", id: "photonmark-codex-boost" },
      ],
    ],
    [
      "an empty file",
      "",
      [
        { kind: "activeReplaced", was: "photonmark-codex-pay", is: undefined },
        { kind: "providerRemoved", id: "photonmark-codex-pay" },
        { kind: "providerRemoved", id: "photonmark-codex-boost" },
      ],
    ],
  ])("%s", (_what, now, changes) => {
    expect(driftBetween(settled, now)).toEqual(changes);
    expect(JSON.stringify(driftBetween(settled, now))).not.toContain("sentinel");
    const after = repaired(now);
    expect(driftBetween(settled, after)).toEqual([]);
    // What somebody else added stays.
    if (now.includes("mcp_servers.new"))
      expect(after).toContain('[mcp_servers.new]\ncommand = "n"');
  });

  it("is found in a file that Codex refuses", () => {
    const now = `model_provider = "custom"\n${settled}\nbroken broken\n`;
    expect(driftBetween(settled, now)).toEqual([
      { kind: "activeReplaced", was: "photonmark-codex-pay", is: "custom" },
    ]);
  });

  it("in an inline table is refused rather than guessed", () => {
    const now =
      'model_provider = "photonmark-codex-pay"\nmodel_providers = { photonmark-codex-pay = { env_key = "X" } }\n';
    expect(() => repaired(now)).toThrow("UNSUPPORTED_LAYOUT");
  });

  it("does not show a key where an id should be", () => {
    const now = replace('"photonmark-codex-pay"\n', '"sk-proj-sentinel0123456789abcdef"\n');
    expect(JSON.stringify(driftBetween(settled, now))).not.toContain("sentinel");
  });
});

describe("the fingerprint of a change", () => {
  it("is the same until something that concerns us changes again", () => {
    const now = replace('model_provider = "photonmark-codex-pay"', 'model_provider = "custom"');
    const print = driftFingerprint(settled, now);
    expect(driftFingerprint(settled, `${now}\n[tui]\nx = 1\n`)).toBe(print);
    expect(driftFingerprint(settled, now.replace('"custom"', '"other"'))).not.toBe(print);
    expect(driftFingerprint(settled, now.replace("pmx-sentinel-pay", "pmx-other"))).not.toBe(print);
  });
});

it("guards only where the service has a provider", () => {
  expect(hasOwnProvider(settled)).toBe(true);
  expect(hasOwnProvider('[model_providers.old]\nname = "o"\n')).toBe(false);
});

it("never fails, whatever became of the file", () => {
  const lines = settled.split("\n");
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...lines), fc.string())), (parts) => {
      const now = parts.join("\n");
      const changes = driftBetween(settled, now);
      expect(changes.length === 0).toBe(driftBetween(settled, now).length === 0);
      driftFingerprint(settled, now);
    }),
  );
});
