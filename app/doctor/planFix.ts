import { type Plan, textOf } from "../change/plan.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot } from "../ports.ts";
import { diagnose, isSafeToFix } from "./diagnose.ts";
import { type DoctorFacts, noSurroundings } from "./facts.ts";
import type { Finding } from "./finding.ts";
import type { OtherFileFix } from "./fix.ts";
import { fixConfig } from "./fixConfig.ts";

/** Which findings to fix: those with these keys, or all whose fix needs no question. */
export type WantedFixes = "all" | readonly string[];

/** What the doctor knows when the file is as it is now. */
export function factsAround(context: CommandContext, config: ConfigSnapshot): DoctorFacts {
  const { account, doctor, ports, getState } = context;
  const { codexCheck, revision, balances } = getState();
  return {
    now: ports.clock.now(),
    config,
    // What Codex said of another text says nothing of this one.
    codex: config.revision === revision ? codexCheck : { status: "unchecked" },
    balances: balances.items,
    blocks: account.blocks,
    surroundings: doctor.surroundings ?? noSurroundings,
    hasLookedAround: doctor.surroundings !== undefined,
  };
}

/** Whether a finding is among the wanted ones. */
function chooser(wanted: WantedFixes): (finding: Finding) => boolean {
  if (wanted === "all") return isSafeToFix;
  const keys = new Set(wanted);
  return ({ key }) => keys.has(key);
}

/**
 * Works out the change of config.toml that fixes findings; a file that needs none stays as it is.
 *
 * @throws AppError from the plan: `FINDING_GONE`, or why nothing of it could be fixed
 */
export function planFix(context: CommandContext, wanted: WantedFixes): Plan {
  const isWanted = chooser(wanted);
  return {
    reason: "fix",
    compute(current) {
      const facts = factsAround(context, current);
      const { text, refused } = fixConfig(facts, isWanted);
      if (text !== undefined) return { text };
      const [first] = refused;
      if (first) throw new AppError(first.failure.code, first.failure.detail);
      if (!diagnose(facts).some((finding) => isWanted(finding) && finding.fix))
        throw new AppError("FINDING_GONE");
      // Something else than config.toml is to be fixed.
      return { text: textOf(current) };
    },
  };
}

/** The wanted fixes of files other than config.toml. */
export function otherFixes(facts: DoctorFacts, wanted: WantedFixes): readonly OtherFileFix[] {
  return diagnose(facts)
    .filter(chooser(wanted))
    .flatMap(({ fix }) => (fix && "path" in fix ? [fix] : []));
}
