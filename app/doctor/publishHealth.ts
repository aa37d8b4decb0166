import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import { diagnose } from "./diagnose.ts";
import { factsAround } from "./factsAround.ts";
import { viewOfFinding } from "./viewOfFinding.ts";

/** Diagnoses what is known now and publishes it; a file that cannot be read is not diagnosed. */
export async function publishHealth(context: CommandContext): Promise<void> {
  const { homeFiles, clock } = context.ports;
  try {
    const config = await homeFiles.read();
    const facts = factsAround(context, config);
    // A diagnosis comes when Codex has answered.
    if (facts.codex.status === "checking" || config.revision !== context.getState().revision)
      return;
    const findings = diagnose(facts).map((finding) => viewOfFinding(finding, config.path));
    context.setState({ health: { findings, lookedAt: clock.now().toISOString() } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    context.setState({ health: { findings: [], lookedAt: clock.now().toISOString() } });
  }
}
