import { describe, expect, it } from "vitest";
import { readProviders } from "../../../app/config/providers.ts";
import { scan } from "../../../app/config/scan.ts";
import { diagnose } from "../../../app/doctor/diagnose.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";

/** How many parts of keys are copied to say where each field of a provider is. */
function partsCopied(text: string): number {
  const providers = [...readProviders(scan(text)).values()];
  return providers
    .flatMap(({ fields, inlineTables }) => [...fields, ...inlineTables])
    .reduce((sum, { path }) => sum + path.length, 0);
}

describe("reading providers", () => {
  const keys = (count: number) =>
    Array.from({ length: count }, (_, index) => `k${index} = 1\n`).join("");
  const inlineDepth = 90;

  it.each([
    [
      "a header of very many parts",
      (n: number) => `[model_providers.a${".b".repeat(n)}]\n${keys(n)}`,
    ],
    ["a quoted header", (n: number) => `[model_providers.a${'."b"'.repeat(n)}]\n${keys(n)}`],
    ["dotted keys", (n: number) => `model_providers.a${".b".repeat(n)} = 1\n`],
    [
      "inline tables of dotted keys",
      (n: number) =>
        `model_providers.a = ${`{ b${".b".repeat(50)} = `.repeat(inlineDepth)}{ ${keys(n)
          .trim()
          .replaceAll("\n", ", ")} }${" }".repeat(inlineDepth)}\n`,
    ],
  ])("takes work in proportion to the text: %s", (_what, textOf) => {
    const [small, large] = [textOf(1000), textOf(4000)];
    expect(partsCopied(large)).toBeLessThan(60 * large.length);
    expect(partsCopied(large) / large.length).toBeLessThan(
      2 * Math.max(partsCopied(small) / small.length, 1),
    );
  });

  it("still knows where a table begins and ends that nobody can read", () => {
    const text = `model_provider = "x"\n[model_providers.a${".b".repeat(40_000)}]\n${keys(1000)}model_provider = "y"\n`;
    const found = diagnose(doctorFacts(text));
    expect(found.map(({ id }) => id)).toContain("missing-provider");
    expect(scan(text).statements.filter(({ kind }) => kind === "header")).toHaveLength(1);
  });
});
