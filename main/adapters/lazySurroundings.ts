import type { Surroundings } from "../../app/doctor/surroundings.ts";
import type { SurroundingsOptions } from "./surroundings/systemSurroundings.ts";

/** {@link createSystemSurroundings}, loaded when somebody first wants to look around. */
export function createLazySurroundings(options: SurroundingsOptions): Surroundings {
  const load = async (): Promise<Surroundings> => {
    const { createSystemSurroundings } = await import("./surroundings/systemSurroundings.ts");
    return createSystemSurroundings(options);
  };
  return {
    look: async (home) => (await load()).look(home),
    runningSwitchers: async () => (await load()).runningSwitchers(),
  };
}
