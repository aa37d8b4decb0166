import fc from "fast-check";
import { layouts, providerIds, providerPlan, spellProviders } from "./arbitraryProviders.ts";
import { arbitraryValue, ending, line, stringLiteral } from "./arbitraryValue.ts";
import type { Segment } from "./segment.ts";

/** A generated file that is valid TOML, apart from doubled root `model_provider` lines. */
export interface ArbitraryToml {
  readonly text: string;
  /** Together with a byte order mark they make up the text. */
  readonly segments: readonly Segment[];
  readonly providerIds: readonly string[];
  readonly rootKeys: readonly string[];
  readonly newlines: "lf" | "crlf" | "mixed";
}

const trivia: fc.Arbitrary<Segment> = fc.oneof(
  fc
    .constantFrom("# note\n", "#\n", "  # model_provider = 'x'\n", "# [model_providers.x]\n")
    .map((text): Segment => ({ text, owner: { kind: "comment" } })),
  fc.constantFrom("\n", "\n", "  \n").map((text): Segment => ({ text, owner: { kind: "blank" } })),
);

const between = fc.array(trivia, { maxLength: 2 });

const activeLine: fc.Arbitrary<Segment> = fc
  .tuple(
    fc.constantFrom(
      "model_provider",
      '"model_provider"',
      "'model_provider'",
      '"model\\u005fprovider"',
    ),
    fc.oneof(stringLiteral, fc.constantFrom('"pm"', "'pm'", "5", '["pm"]')),
  )
  .chain(([key, value]) => line(key, fc.constant(value)))
  .map((text): Segment => ({ text, owner: { kind: "active" } }));

function plainTable(index: number): fc.Arbitrary<Segment[]> {
  const header = fc.constantFrom(
    `[t${index}]`,
    `[ "t${index}" . 'x y' ]`,
    `[[list]]`,
    `[[ list ]]`,
  );
  const keys = fc
    .array(arbitraryValue, { maxLength: 2 })
    .chain((values) =>
      fc.tuple(...values.map((value, at) => line(at ? `k${at}.z` : '"k 0"', fc.constant(value)))),
    );
  return fc
    .tuple(header, ending, keys)
    .map(([head, end, body]) => [
      { text: `${head}${end}${body.join("")}`, owner: { kind: "other" } as const },
    ]);
}

/** Puts empty lines and comments between segments. */
function spaced(parts: readonly Segment[], gaps: readonly (readonly Segment[])[]): Segment[] {
  return parts.flatMap((part, index) => [...(gaps[index % Math.max(gaps.length, 1)] ?? []), part]);
}

/** Gives every line break its style and drops the last one where asked. */
function finish(
  segments: readonly Segment[],
  style: { newlines: ArbitraryToml["newlines"]; breaks: readonly boolean[]; hasFinal: boolean },
): Segment[] {
  let count = 0;
  const isCrlf = () => {
    count += 1;
    return style.newlines === "mixed"
      ? style.breaks[count % style.breaks.length]
      : style.newlines === "crlf";
  };
  return segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    const text = segment.text.replace(/\n/g, () => (isCrlf() ? "\r\n" : "\n"));
    return { ...segment, text: isLast && !style.hasFinal ? text.replace(/\r?\n$/, "") : text };
  });
}

/** Any config file: all spellings, comments, line breaks, values over several lines. */
export const arbitraryToml: fc.Arbitrary<ArbitraryToml> = fc
  .record({
    ids: fc.uniqueArray(fc.constantFrom(...providerIds), { maxLength: 3 }),
    layout: fc.constantFrom(...layouts),
    rootCount: fc.nat(3),
    tableCount: fc.nat(2),
  })
  .chain(({ ids, layout, rootCount, tableCount }) =>
    fc.record({
      layout: fc.constant(layout),
      plans: fc.tuple(...ids.map(providerPlan)),
      root: fc.tuple(
        ...Array.from({ length: rootCount }, (_, index) =>
          line(`r${index}${index === 2 ? ".z" : ""}`, arbitraryValue).map(
            (text): Segment => ({ text, owner: { kind: "root", key: `r${index}` } }),
          ),
        ),
      ),
      active: fc.array(activeLine, { maxLength: 2 }),
      tables: fc.tuple(...Array.from({ length: tableCount }, (_, index) => plainTable(index))),
      gaps: fc.array(between, { maxLength: 5 }),
      end: between,
      rotation: fc.nat(6),
      newlines: fc.constantFrom("lf", "lf", "crlf", "mixed"),
      breaks: fc.array(fc.boolean(), { minLength: 2, maxLength: 5 }),
      hasFinal: fc.boolean(),
      hasMark: fc.boolean(),
    }),
  )
  .map((plan): ArbitraryToml => {
    const spelled = spellProviders(plan.plans, plan.layout);
    const root = [...plan.root, ...spelled.root];
    for (const [index, segment] of plan.active.entries())
      root.splice((plan.rotation + index * 2) % (root.length + 1), 0, segment);
    const plain = plan.tables.flat();
    const tables =
      plan.rotation % 2 ? [...plain, ...spelled.tables] : [...spelled.tables, ...plain];
    const all = [...spaced([...root, ...tables], plan.gaps), ...plan.end];
    const segments = finish(all, { ...plan, newlines: plan.newlines as ArbitraryToml["newlines"] });
    return {
      text: (plan.hasMark ? "\uFEFF" : "") + segments.map(({ text }) => text).join(""),
      segments,
      providerIds: plan.plans.map(({ id }) => id),
      rootKeys: plan.root.map((_, index) => `r${index}`),
      newlines: plan.newlines as ArbitraryToml["newlines"],
    };
  });
