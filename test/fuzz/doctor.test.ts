import fc from "fast-check";
import { expect, it } from "vitest";
import { tryParseToml } from "../../app/config/parse.ts";
import { diagnose, isSafeToFix } from "../../app/doctor/diagnose.ts";
import type { DoctorFacts } from "../../app/doctor/facts.ts";
import { fixConfig } from "../../app/doctor/fixConfig.ts";
import { damagedConfig } from "../support/arbitrary/damagedConfig.ts";
import { payBlock } from "../support/doctor/doctorCase.ts";
import { doctorFacts } from "../support/doctor/doctorFacts.ts";
import { fuzz } from "./fuzz.ts";

const accepted = {
  status: "accepted",
  version: "0.169.0",
  effectiveProviderId: undefined,
} as const;

/** Ids whose findings are told apart by their line, which moves. */
const byLine = new Set(["unreadable-toml", "duplicate-key", "duplicate-table"]);

/** Fixes what is asked for and holds the result to what every fix promises. */
function fixed(facts: DoctorFacts, isWanted: Parameters<typeof fixConfig>[1]): string | undefined {
  const before = facts.config.text ?? "";
  const { text, fixed: done, refused } = fixConfig(facts, isWanted);
  for (const { failure } of refused) expect(failure.code).not.toBe("INTERNAL");
  if (text === undefined) {
    expect(done).toEqual([]);
    return undefined;
  }
  expect(text).not.toBe(before);
  if (tryParseToml(before)) expect(tryParseToml(text), before).toBeDefined();
  const left = diagnose(doctorFacts(text, { codex: facts.codex, blocks: facts.blocks }));
  const keys = new Set(left.map(({ key }) => key));
  for (const { id, key } of done) if (!byLine.has(id)) expect(keys, before).not.toContain(key);
  return text;
}

it("damaged files are diagnosed, and each fix ends its finding or is refused", async () => {
  const tally = { findings: 0, fixes: 0, files: 0 };
  const tried = await fuzz(
    fc.property(damagedConfig(), fc.boolean(), (text, isAccepted) => {
      const facts = doctorFacts(text, {
        ...(isAccepted && { codex: accepted }),
        blocks: [payBlock],
      });
      const found = diagnose(facts);
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
      for (const { details } of found) expect(JSON.stringify(details)).not.toContain("sentinel");
      for (const { key, fix } of found) {
        tally.findings += 1;
        if (fix && fixed(facts, (finding) => finding.key === key) !== undefined) tally.fixes += 1;
      }
      const all = fixed(facts, isSafeToFix);
      if (all === undefined) return;
      tally.files += 1;
      // What was fixed is not fixed again.
      const again = fixConfig(
        doctorFacts(all, { codex: facts.codex, blocks: facts.blocks }),
        isSafeToFix,
      );
      expect(
        again.fixed.map(({ id }) => id).filter((id) => !byLine.has(id)),
        text,
      ).toEqual([]);
    }),
    { milliseconds: 4000, least: 100 },
  );
  console.info(
    `${tally.findings} findings, ${tally.fixes} fixed one by one, ${tally.files} files by Fix all`,
  );
  expect(tally.fixes).toBeGreaterThan(tried / 2);
});
