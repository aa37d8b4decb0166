import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edit } from "../../../app/config/edit.ts";
import { verify } from "../../../app/config/verify.ts";
import { baselineAfterWrite, baselineOf, hashOf } from "../../../app/drift/baseline.ts";
import type { Baseline } from "../../../app/drift/drift.ts";
import { hasOwnProvider, readWatched } from "../../../app/drift/items.ts";
import { measureDrift } from "../../../app/drift/measureDrift.ts";
import { holds, needsOf, repairIntents } from "../../../app/drift/repair.ts";
import { revisionOf } from "../../support/fakePorts.ts";

const config = `# mine
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
  if (!config.includes(from)) throw new Error(`no ${from}`);
  return config.replace(from, to);
};

const salt = "salt";
const hash = hashOf({ salt }, revisionOf);
const baseline = baselineOf(config, salt, revisionOf);
const drift = (now: string, from = baseline) => measureDrift(from, now, revisionOf);
const changes = (now: string, from?: Baseline) => drift(now, from).changes;

/** The edits that put a text right, with older texts to take from. */
function repairOf(now: string, texts: readonly string[] = [config]) {
  const needs = needsOf(baseline.items, readWatched(now), hash);
  const sources = needs.flatMap((need) => {
    const source = texts.map(readWatched).find((text) => holds(text, need, hash));
    return source ? [[need.providerId, source] as const] : [];
  });
  return repairIntents(baseline.items, now, hash, new Map(sources));
}

/** What a repair makes of a text; proven like every edit. */
function repaired(now: string, texts?: readonly string[]): string {
  const intents = repairOf(now, texts);
  const after = edit(now, intents);
  verify(now, after, intents);
  return after;
}

describe("a change that does not concern us", () => {
  it.each([
    ["nothing", config],
    ["Windows line breaks and a byte order mark", `\ufeff${config.replaceAll("\n", "\r\n")}`],
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
    ["trust", `${config}\n[projects."/work"]\ntrust_level = "trusted"\n`],
    [
      "a notice",
      `${config}\n[tui]\nscreen_reader_detection_done = true\n[notice.model_migrations]\n"gpt-5" = "gpt-6"\n`,
    ],
    [
      "a server with a key of its own",
      `${config}\n[mcp_servers.y]\ncommand = "y"\n[mcp_servers.y.env]\nOPENAI_API_KEY = "sk-proj-sentinel-mcp"\n`,
    ],
    ["a feature", `${config}\n[features]\nx = true\n`],
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
      replace(/\[model_providers.old\][^[]*/.exec(config)?.[0] ?? "", ""),
    ],
    ["a name, and tuning", replace('name = "Pay"', 'name = "Mine"\nrequest_max_retries = 1')],
    ["a key in a comment", `# OPENAI_API_KEY = "sk-proj-sentinel"\n${config}`],
  ])("%s", (_what, now) => {
    expect(changes(now)).toEqual([]);
    expect(repairOf(now)).toEqual([]);
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
      replace(/\[model_providers.photonmark-codex-boost\][^[]*/.exec(config)?.[0] ?? "", ""),
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
      `OPENAI_API_KEY = "sk-sentinel-root"\n${config}`,
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
  ])("%s", (_what, now, expected) => {
    expect(changes(now)).toEqual(expected);
    expect(JSON.stringify(changes(now))).not.toContain("sentinel");
    const after = repaired(now);
    expect(changes(after)).toEqual([]);
    // What somebody else added stays.
    if (now.includes("mcp_servers.new"))
      expect(after).toContain('[mcp_servers.new]\ncommand = "n"');
  });

  it("is found in a file that Codex refuses", () => {
    const now = `model_provider = "custom"\n${config}\nbroken broken\n`;
    expect(changes(now)).toEqual([
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
    expect(changes(after)).toEqual([]);
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
    const after = repaired(`${config}\n${auth}`);
    expect(after).toBe(`${config}\n${auth.replace(/^(?=.)/gm, "# ")}`);
  });

  it("in a layout that cannot be edited is refused rather than guessed", () => {
    const now = 'model_provider = "photonmark-codex-pay"\nmodel_providers = 5\n';
    expect(() => repaired(now)).toThrow("UNSUPPORTED_LAYOUT");
  });

  it("does not show a key where an id should be", () => {
    const now = replace('"photonmark-codex-pay"\n', '"sk-proj-sentinel0123456789abcdef"\n');
    expect(JSON.stringify(changes(now))).not.toContain("sentinel");
  });
});

describe("the hashes of a change", () => {
  const parts = (now: string) => drift(now).parts;
  const now = replace('model_provider = "photonmark-codex-pay"', 'model_provider = "custom"');

  it("are the same until that itself changes again", () => {
    expect(parts(now)).toHaveLength(1);
    expect(parts(`${now}\n[tui]\nx = 1\n`)).toEqual(parts(now));
    expect(parts(now.replace('"custom"', '"other"'))).not.toEqual(parts(now));
  });

  it("stay what they are when something else changes, or is answered", () => {
    const [active] = parts(now);
    const both = now.replace("pmx-sentinel-pay", "pmx-other");
    expect(parts(both)).toHaveLength(2);
    expect(parts(both)[0]).toEqual(active);
    const answered = baselineOf(config.replace("pmx-sentinel-pay", "pmx-other"), salt, revisionOf);
    expect(drift(both, answered).parts).toEqual([active]);
  });

  it("are one for each setting", () => {
    const altered = replace("/pay/v1", "/x/v1").replace("pmx-sentinel-pay", "pmx-other");
    expect(parts(altered).map((own) => own.length)).toEqual([2]);
  });
});

describe("after a write of ours the baseline is", () => {
  const baselineAfter = (before: string, written: string) =>
    baselineAfterWrite(baseline, before, written, revisionOf);
  const asWritten = (text: string) => baselineOf(text, salt, revisionOf);
  const gone = (text: string) =>
    text.replace(/\[model_providers.photonmark-codex-boost\][^[]*/.exec(config)?.[0] ?? "", "");
  const use = (id: string) => (text: string) =>
    text.replace(/^model_provider = .*$/m, `model_provider = "${id}"`);
  const elsewhere = (text: string) => text.replace("/pay/v1", "/elsewhere/v1");

  it("what was written, where nobody else had changed anything", () => {
    const written = use("photonmark-codex-boost")(config);
    expect(baselineAfter(config, written)).toEqual(asWritten(written));
    const moved = `# theirs\n${config}`;
    expect(baselineAfter(moved, use("old")(moved))).toEqual(asWritten(use("old")(moved)));
  });

  it.each([
    ["the active provider", use("custom"), elsewhere],
    ["a setting", elsewhere, use("photonmark-codex-boost")],
    [
      "a setting that was added",
      (text: string) => text.replace('name = "Pay"', 'env_key = "X"'),
      use("old"),
    ],
    ["a block that is gone", gone, use("old")],
    ["a key", (text: string) => `OPENAI_API_KEY = "sk-proj-x"\n${text}`, use("old")],
  ])("still without what another program had done: %s", (_what, theirs, ours) => {
    const before = theirs(config);
    const written = ours(before);
    expect(drift(written, baselineAfter(before, written))).toEqual(drift(before));
    // What the write itself changed counts.
    expect(changes(ours(config), baselineAfter(before, written))).toEqual([]);
  });

  it("with what the write has answered", () => {
    const before = elsewhere(use("custom")(config));
    const written = use("photonmark-codex-boost")(before);
    expect(changes(written, baselineAfter(before, written))).toEqual([
      { kind: "providerAltered", id: "photonmark-codex-pay", fields: ["base_url"] },
    ]);
    expect(baselineAfter(before, config)).toEqual(baseline);
  });

  it("with one of two settings answered", () => {
    const before = elsewhere(config).replace("pmx-sentinel-pay", "pmx-theirs");
    const written = before.replace("pmx-theirs", "pmx-ours");
    const result = baselineAfter(before, written);
    expect(changes(written, result)).toEqual([
      { kind: "providerAltered", id: "photonmark-codex-pay", fields: ["base_url"] },
    ]);
    expect(changes(config.replace("pmx-sentinel-pay", "pmx-ours"), result)).toEqual([]);
  });

  it("the same in a layout that cannot be edited", () => {
    const now = 'model_provider = "photonmark-codex-pay"\nmodel_providers = 5\n';
    expect(drift(`${now}# ours\n`, baselineAfter(now, `${now}# ours\n`))).toEqual(drift(now));
  });

  it("never without a word about what another program did, whatever the texts", () => {
    const parts = config.split(/(?<=\n)(?=\[)/);
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
        const theirs = new Set(drift(before).parts.flat());
        const left = drift(written)
          .parts.flat()
          .filter((part) => theirs.has(part));
        const told = drift(written, baselineAfter(before, written)).parts.flat();
        expect(told.toSorted()).toEqual(left.toSorted());
      }),
    );
  });
});

describe("a baseline", () => {
  it("holds no value of the file, also where a token stands in place of a name", () => {
    const misplaced = `"sk-proj-sentinel0123456789abcdef" = "sk-proj-sentinel9876543210fedcba"\n${replace(
      '"photonmark-codex-pay"\n',
      '"sk-proj-sentinel0123456789abcdef"\n',
    )}`;
    for (const text of [config, misplaced]) {
      const { items } = baselineOf(text, salt, revisionOf);
      expect(Object.keys(items.providers)).toHaveLength(2);
      expect(JSON.stringify(items)).not.toMatch(/sentinel|example|responses/);
      expect(changes(text, { salt, items })).toEqual([]);
    }
  });

  it("has other hashes with another salt", () => {
    const hashes = ({ items }: Baseline): readonly string[] =>
      JSON.stringify(items).match(/[0-9a-f]{64}/g) ?? [];
    const others = hashes(baselineOf(config, "pepper", revisionOf));
    expect(others.length).toBeGreaterThan(5);
    expect(hashes(baseline).filter((hash) => others.includes(hash))).toEqual([]);
  });
});

describe("what no older text has as it was", () => {
  const boost = /\[model_providers.photonmark-codex-boost\][^[]*/.exec(config)?.[0] ?? "";
  const renewed = config.replace("pmx-sentinel-boost", "pmx-older");

  it("is left as it is, and the rest put back", () => {
    const now = replace(boost, "").replace("/pay/v1", "/elsewhere/v1");
    const pay = config.replace(boost, "");
    for (const texts of [[pay], [renewed, pay], [renewed, config.replace("X-A", "X-Z"), pay]])
      expect(repaired(now, texts)).toBe(pay);
    expect(repaired(now, [renewed, config])).toContain("pmx-sentinel-boost");
  });

  it("is not made active", () => {
    const now = replace(boost, "").replace('"photonmark-codex-pay"', '"custom"');
    const wanted = baselineOf(config.replace('codex-pay"', 'codex-boost"'), salt, revisionOf);
    expect(repairIntents(wanted.items, now, hash, new Map())).toEqual([]);
  });

  it("is not needed to take away what was added", () => {
    const now = replace('name = "Pay"\n', 'name = "Pay"\nenv_key = "X"\n');
    expect(repaired(now, [])).toBe(now.replace("env_key", "# env_key"));
  });

  it("is taken setting by setting from where it is found, and nothing else from there", () => {
    const now = replace("/pay/v1", "/elsewhere/v1");
    const older = config
      .replace("pmx-sentinel-pay", "pmx-older")
      .replace('name = "Pay"', 'env_key = "OLD"');
    expect(repaired(now, [older])).toBe(config);
  });
});

it("watches only where the service has a provider", () => {
  expect(hasOwnProvider(config)).toBe(true);
  expect(hasOwnProvider('[model_providers.old]\nname = "o"\n')).toBe(false);
});

it("never fails, whatever became of the file", () => {
  const lines = config.split("\n");
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...lines), fc.string())), (parts) => {
      const now = parts.join("\n");
      expect(drift(now)).toEqual(drift(now));
      repairOf(now);
      const written = `${now}\n${config}`;
      drift(written, baselineAfterWrite(baseline, now, written, revisionOf));
    }),
  );
});
