import type { CommandContext } from "../context.ts";

/** Looks around afresh; what has changed is diagnosed in the background. */
export async function lookAround(context: CommandContext): Promise<void> {
  const { homeFiles, surroundings } = context.ports;
  const home = context.getState().home || (await homeFiles.read()).home;
  context.doctor.surroundings = await surroundings.look(home);
  context.diagnoseSoon();
}
