import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";

/**
 * Looks around afresh; what has changed is diagnosed in the background. Where config.toml cannot be read the state says
 * why, and nobody knows where to look.
 */
export async function lookAround(context: CommandContext): Promise<void> {
  const { homeFiles, surroundings } = context.ports;
  try {
    const home = context.getState().home || (await homeFiles.read()).home;
    context.doctor.surroundings = await surroundings.look(home);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  context.diagnoseSoon();
}
