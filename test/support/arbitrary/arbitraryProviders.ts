import fc from "fast-check";
import { stringLiteral } from "./arbitraryValue.ts";
import type { Segment } from "./segment.ts";

/** Ids for providers, some of which have to be quoted. */
export const providerIds = ["pm", "boost-2", "my.id", "a b", "é", "it's", 'x"y\\', "__proto__"];

/** Writes a key part in one of its spellings. */
function spell(part: string, style: number): string {
  if (style % 3 === 0 && /^[\w-]+$/.test(part)) return part;
  if (style % 3 === 1 && !/['\\\n]/.test(part)) return `'${part}'`;
  return JSON.stringify(part);
}

/** What a provider says, apart from how it is spelled. */
export interface ProviderPlan {
  readonly id: string;
  readonly style: number;
  readonly fields: readonly (readonly [string, string])[];
}

const fieldValue = fc.oneof(fc.constantFrom('"x"', "'x'", '"""x"""'), stringLiteral);

/** A provider with any fields. */
export const providerPlan = (id: string): fc.Arbitrary<ProviderPlan> =>
  fc.record({
    id: fc.constant(id),
    style: fc.nat(8),
    fields: fc
      .uniqueArray(
        fc.tuple(
          fc.constantFrom(
            "name",
            "base_url",
            "wire_api",
            "env_key",
            "experimental_bearer_token",
            "http_headers.Authorization",
            "http_headers.X-A",
            "env_http_headers.authorization",
            "auth.command",
            "requires_openai_auth",
            "query_params.a",
          ),
          fieldValue,
        ),
        { selector: ([key]) => key, minLength: 1, maxLength: 5 },
      )
      .map((fields) => fields.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  });

const owned = (ids: readonly string[], text: string): Segment => ({
  text,
  owner: { kind: "providers", ids },
});

function asTables({ id, style, fields }: ProviderPlan): Segment[] {
  const head = `model_providers${style % 2 ? " . " : "."}${spell(id, style)}`;
  const deep = style > 4 ? "http_headers." : "never.";
  const top = fields.filter(([key]) => !key.startsWith(deep));
  const sub = fields.filter(([key]) => key.startsWith(deep));
  const write = (list: ProviderPlan["fields"], cut: number) =>
    list.map(([key, value]) => `${key.slice(cut)} = ${value}\n`).join("");
  return [
    ...(top.length > 0 || sub.length === 0 || style % 2
      ? [owned([id], `[${head}]${style % 3 ? "" : " # mine"}\n${write(top, 0)}`)]
      : []),
    ...(sub.length > 0 ? [owned([id], `[${head}.http_headers]\n${write(sub, deep.length)}`)] : []),
  ];
}

function asDotted({ id, style, fields }: ProviderPlan, prefix: string): Segment[] {
  return fields.map(([key, value]) =>
    owned([id], `${prefix}${spell(id, style)}.${key} = ${value}\n`),
  );
}

function inlineOf({ style, fields }: ProviderPlan): string {
  const entries = fields.map(([key, value]) => `${key} = ${value}`);
  if (style < 3) return `{ ${entries.join(", ")} }`;
  return `{\n    ${entries.join(", # c\n    ")}${style % 2 ? "," : ""}\n  }`;
}

/** Ways to spell the providers of a file. */
export const layouts = ["tables", "inline", "dotted", "header", "mixed"] as const;

/** Root lines and tables that spell the providers in one of TOML's ways. */
export function spellProviders(
  plans: readonly ProviderPlan[],
  layout: (typeof layouts)[number],
): { root: Segment[]; tables: Segment[] } {
  const [first, ...others] = plans;
  if (!first) return { root: [], tables: [] };
  const ids = plans.map(({ id }) => id);
  switch (layout) {
    case "tables":
      return { root: [], tables: plans.flatMap(asTables) };
    case "inline": {
      const entries = plans.map((plan) => `${spell(plan.id, plan.style)} = ${inlineOf(plan)}`);
      const text =
        first.style % 2
          ? `model_providers = { ${entries.join(", ")} }\n`
          : `model_providers = {\n  ${entries.join(",\n  ")}\n}\n`;
      return { root: [owned(ids, text)], tables: [] };
    }
    case "dotted":
      return {
        root: asDotted(first, "model_providers."),
        tables: others.flatMap(asTables),
      };
    case "header":
      return {
        root: [],
        tables: [
          { text: "[model_providers]\n", owner: { kind: "other" } },
          ...plans.flatMap((plan) =>
            plan.style % 2
              ? asDotted(plan, "")
              : [owned([plan.id], `${spell(plan.id, plan.style)} = ${inlineOf(plan)}\n`)],
          ),
        ],
      };
    case "mixed":
      return {
        root: [],
        tables: [
          { text: "[model_providers]\n", owner: { kind: "other" } },
          ...asDotted(first, ""),
          ...others.flatMap(asTables),
        ],
      };
  }
}

/** A block for one provider, as tables or dotted keys, with any credential. */
export function arbitraryBlock(id: string): fc.Arbitrary<string> {
  return fc
    .tuple(providerPlan(id), fc.constantFrom("tables", "dotted"))
    .map(([plan, form]) =>
      (form === "tables" ? asTables(plan) : asDotted(plan, "model_providers."))
        .map(({ text }) => text)
        .join(""),
    );
}
