import { textOf } from "../../homes/homeFiles.ts";
import type { ChangeKind } from "../plan.ts";

/**
 * Fixes findings of the doctor: one write of each file, with one backup. The plan throws `FINDING_GONE`, or why nothing
 * could be fixed.
 */
export const fix: ChangeKind<"fix"> = async (context, { findings }) => {
  const { textWithFixes } = await import("../../doctor/wantedFixes.ts");
  const { factsAround } = await import("../../doctor/factsAround.ts");
  const { homeFiles } = context.ports;
  return {
    reason: "fix",
    compute: (current) => ({
      text: textWithFixes(factsAround(context, current), findings) ?? textOf(current),
    }),
    otherFiles: {
      async preview(current) {
        const { previewOtherFiles } = await import("../fixOtherFiles.ts");
        return previewOtherFiles(context, current, findings);
      },
      // Before config.toml: what cannot be done there is told before anything else has changed.
      async before(shown) {
        const { fixOtherFiles } = await import("../fixOtherFiles.ts");
        return fixOtherFiles(context, await homeFiles.read(), findings, shown);
      },
      async after(done) {
        if (done.length > 0) {
          const { lookAround } = await import("../../doctor/lookAround.ts");
          await lookAround(context);
        }
        return done.length;
      },
    },
  };
};
