import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driftBetween, driftFingerprints, hasOwnProvider } from "../../../app/config/drift.ts";
import { repairIntents, settledAfterWrite } from "../../../app/config/driftRepair.ts";
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

  const inline = (fields: string) =>
    `model_provider = "photonmark-codex-pay"\nmodel_providers = { photonmark-codex-pay = { ${fields} }, old = { name = "Old" } }\n`;

  it.each([
    ["a setting that was not there", 'name = "Mine", env_key = "X"'],
    ["a header more", 'name = "Mine", http_headers = { X-A = "1", X-C = "3" }'],
    ["a sign-in program", 'name = "Mine", auth = { command = "x", args = ["y"] }'],
  ])("in an inline table is taken out there, and nothing else: %s", (_what, fields) => {
    const after = repaired(inline(fields));
    expect(driftBetween(settled, after)).toEqual([]);
    expect(after).toContain('name = "Mine"');
    expect(after).toContain('old = { name = "Old" }');
    expect(after).not.toMatch(/env_key|X-C|command = "x"/);
  });

  it("that added to what was there is taken back without the rest", () => {
    const now = replace('X-B = "2" }', 'X-B = "3", X-C = "4" }').replace(
      'name = "Boost"',
      'name = "Mine"\nrequest_max_retries = 1',
    );
    expect(repaired(now)).toBe(now.replace('X-B = "3", X-C = "4" }', 'X-B = "2" }'));
  });

  it("that added a table is commented out with it", () => {
    const auth = '[model_providers.photonmark-codex-pay.auth]\ncommand = "x"\n';
    const after = repaired(`${settled}\n${auth}`);
    expect(after).toBe(`${settled}\n${auth.replace(/^(?=.)/gm, "# ")}`);
  });

  it("in a layout that cannot be edited is refused rather than guessed", () => {
    const now = 'model_provider = "photonmark-codex-pay"\nmodel_providers = 5\n';
    expect(() => repaired(now)).toThrow("UNSUPPORTED_LAYOUT");
    expect(settledAfterWrite(settled, now, `${now}# ours\n`)).toBe(settled);
  });

  it("does not show a key where an id should be", () => {
    const now = replace('"photonmark-codex-pay"\n', '"sk-proj-sentinel0123456789abcdef"\n');
    expect(JSON.stringify(driftBetween(settled, now))).not.toContain("sentinel");
  });
});

describe("the fingerprints of a change", () => {
  const print = (now: string) => driftFingerprints(settled, now);
  const now = replace('model_provider = "photonmark-codex-pay"', 'model_provider = "custom"');

  it("are the same until that itself changes again", () => {
    expect(print(now)).toHaveLength(1);
    expect(print(`${now}\n[tui]\nx = 1\n`)).toEqual(print(now));
    expect(print(now.replace('"custom"', '"other"'))).not.toEqual(print(now));
  });

  it("stay what they are when something else changes, or is answered", () => {
    const [active] = print(now);
    const both = now.replace("pmx-sentinel-pay", "pmx-other");
    expect(print(both)).toHaveLength(2);
    expect(print(both)[0]).toEqual(active);
    expect(driftFingerprints(settled.replace("pmx-sentinel-pay", "pmx-other"), both)).toEqual([
      active,
    ]);
  });

  it("are one for each setting", () => {
    const altered = replace("/pay/v1", "/x/v1").replace("pmx-sentinel-pay", "pmx-other");
    expect(print(altered).map((points) => points.length)).toEqual([2]);
  });
});

describe("after a write of ours, settled is", () => {
  const settledAfter = (before: string, written: string) =>
    settledAfterWrite(settled, before, written);
  const gone = (text: string) =>
    text.replace(/\[model_providers.photonmark-codex-boost\][^[]*/.exec(settled)?.[0] ?? "", "");
  const use = (id: string) => (text: string) =>
    text.replace(/^model_provider = .*$/m, `model_provider = "${id}"`);
  const elsewhere = (text: string) => text.replace("/pay/v1", "/elsewhere/v1");

  it("what was written, where nobody else had changed anything", () => {
    const written = use("photonmark-codex-boost")(settled);
    expect(settledAfter(settled, written)).toBe(written);
    const moved = `# theirs\n${settled}`;
    expect(settledAfter(moved, use("old")(moved))).toBe(use("old")(moved));
  });

  it.each([
    ["the provider in use", use("custom"), elsewhere],
    ["a setting", elsewhere, use("photonmark-codex-boost")],
    ["a block that is gone", gone, use("old")],
    ["a key", (text: string) => `OPENAI_API_KEY = "sk-proj-x"\n${text}`, use("old")],
  ])("still without what somebody else had done: %s", (_what, theirs, ours) => {
    const before = theirs(settled);
    const written = ours(before);
    const result = settledAfter(before, written);
    expect(driftBetween(result, written)).toEqual(driftBetween(settled, before));
    expect(driftFingerprints(result, written)).toEqual(driftFingerprints(settled, before));
    // What the write itself changed counts.
    expect(driftBetween(ours(settled), result)).toEqual([]);
  });

  it("with what the write has answered", () => {
    const before = elsewhere(use("custom")(settled));
    const written = use("photonmark-codex-boost")(before);
    expect(driftBetween(settledAfter(before, written), written)).toEqual([
      { kind: "providerAltered", id: "photonmark-codex-pay", fields: ["base_url"] },
    ]);
    expect(settledAfter(before, settled)).toBe(settled);
  });

  it("with one of two settings answered", () => {
    const before = elsewhere(settled).replace("pmx-sentinel-pay", "pmx-theirs");
    const written = before.replace("pmx-theirs", "pmx-ours");
    const result = settledAfter(before, written);
    expect(driftBetween(result, written)).toEqual([
      { kind: "providerAltered", id: "photonmark-codex-pay", fields: ["base_url"] },
    ]);
    expect(result).toContain("pmx-ours");
  });

  it("never without a word about it, whatever the texts", () => {
    const parts = settled.split(/(?<=\n)(?=\[)/);
    const text = fc
      .tuple(
        fc.subarray(parts.slice(1)),
        fc.constantFrom("photonmark-codex-pay", "photonmark-codex-boost", "custom"),
        fc.boolean(),
      )
      .map(([tables, id, isElsewhere]) => {
        const whole = use(id)(parts[0] + tables.join(""));
        return isElsewhere ? elsewhere(whole) : whole;
      });
    fc.assert(
      fc.property(text, text, (before, written) => {
        const prints = (from: string, to: string) => driftFingerprints(from, to).flat();
        const theirs = new Set(prints(settled, before));
        const left = prints(settled, written).filter((point) => theirs.has(point));
        expect(prints(settledAfter(before, written), written)).toEqual(left);
      }),
    );
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
      driftFingerprints(settled, now);
      settledAfterWrite(settled, now, `${now}\n${settled}`);
    }),
  );
});
