import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diagnose, isSafeToFix } from "../../app/doctor/diagnose.ts";
import type { DoctorFacts } from "../../app/doctor/facts.ts";
import { fixConfig } from "../../app/doctor/fixConfig.ts";
import { damagedConfig } from "../support/arbitrary/damagedConfig.ts";
import { type CodexHome, type CodexVerdict, createCodexHome } from "../support/codexHome.ts";
import { doctorFacts } from "../support/doctor/doctorFacts.ts";
import { fuzz } from "./fuzz.ts";

/** A single change leaves many files acceptable. */
const anyFile = fc.oneof(
  { arbitrary: damagedConfig(1), weight: 2 },
  { arbitrary: damagedConfig(), weight: 1 },
);
const AT_ONCE = 2;

let homes: CodexHome[];

beforeAll(async () => {
  homes = await Promise.all(Array.from({ length: AT_ONCE }, createCodexHome));
});
afterAll(async () => {
  for (const home of homes ?? []) await home.remove();
});

const codexOf = ({ accepted, detail, line }: CodexVerdict): DoctorFacts["codex"] =>
  accepted
    ? { status: "accepted", version: "0.169.0", effectiveProviderId: undefined }
    : { status: "rejected", message: detail, line: line ?? undefined, column: undefined };

/** Every text that a fix of this file leads to. */
function outcomes(facts: DoctorFacts): ReadonlySet<string> {
  const texts = diagnose(facts).map(({ key }) => fixConfig(facts, (one) => one.key === key).text);
  return new Set(
    [...texts, fixConfig(facts, isSafeToFix).text].filter((text) => text !== undefined),
  );
}

it("breaks no file that Codex took, and mends many that it refused", async () => {
  const tally = {
    accepted: 0,
    fixesOfAccepted: 0,
    refused: 0,
    mended: 0,
    left: new Map<string, number>(),
  };
  const tryFile = async (home: CodexHome, text: string) => {
    const facts = doctorFacts(text, { codex: codexOf(await home.load(text)) });
    if (facts.codex.status === "accepted") {
      tally.accepted += 1;
      for (const after of outcomes(facts)) {
        tally.fixesOfAccepted += 1;
        const { accepted, detail } = await home.load(after);
        expect(accepted, `${detail}\n${text}\n=>\n${after}`).toBe(true);
      }
      return;
    }
    tally.refused += 1;
    const { text: after } = fixConfig(facts, isSafeToFix);
    const verdict = after === undefined ? undefined : await home.load(after);
    if (verdict?.accepted) tally.mended += 1;
    else {
      const why =
        (verdict?.detail ?? "no safe fix").replace(/^.*?:\d+:\d+: /, "").split("\n")[0] ?? "";
      tally.left.set(why, (tally.left.get(why) ?? 0) + 1);
    }
  };
  await fuzz(
    fc.asyncProperty(fc.tuple(...homes.map(() => anyFile)), async (texts) => {
      await Promise.all(homes.map((home, index) => tryFile(home, texts[index] ?? "")));
    }),
    { milliseconds: 4000, least: 20, oneOf: 40 },
  );
  console.info(
    `${tally.accepted} files that Codex took, ${tally.fixesOfAccepted} fixes of them; ` +
      `${tally.refused} that it refused, ${tally.mended} mended by Fix all`,
  );
  for (const [why, count] of [...tally.left].toSorted((a, b) => b[1] - a[1]).slice(0, 12))
    console.info(`  left: ${count} × ${why.slice(0, 120)}`);
  expect(tally.fixesOfAccepted).toBeGreaterThan(tally.accepted / 20);
  // What differs between two copies, or names nobody, is for its owner to decide.
  expect(tally.mended).toBeGreaterThan(tally.refused / 6);
});
