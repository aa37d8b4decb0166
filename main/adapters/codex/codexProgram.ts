import type { CodexProgram } from "../../../app/codex/codexProgram.ts";
import type { CodexProgramOptions } from "./askCodex.ts";

/** The Codex on this machine. What asks it is loaded with the first question: many runs never have one. */
export function createCodexProgram(options: CodexProgramOptions): Pick<CodexProgram, "check"> {
  return {
    async check(home) {
      const { askCodex } = await import("./askCodex.ts");
      return askCodex(options, home);
    },
  };
}
