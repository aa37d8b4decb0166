import type { OtherFiles, Surroundings } from "../../../app/doctor/surroundings.ts";
import type { OtherFilesOptions } from "../home/fileOtherFiles.ts";
import type { SurroundingsOptions } from "./systemSurroundings.ts";

/** {@link createSystemSurroundings}, loaded when somebody first wants to look around. */
export function createLazySurroundings(options: SurroundingsOptions): Surroundings {
  const load = async (): Promise<Surroundings> => {
    const { createSystemSurroundings } = await import("./systemSurroundings.ts");
    return createSystemSurroundings(options);
  };
  return {
    look: async (home) => (await load()).look(home),
    runningSwitchers: async () => (await load()).runningSwitchers(),
  };
}

/** {@link createFileOtherFiles}, loaded when somebody first wants to read or change one. */
export function createLazyOtherFiles(options: OtherFilesOptions): OtherFiles {
  const load = async (): Promise<OtherFiles> => {
    const { createFileOtherFiles } = await import("../home/fileOtherFiles.ts");
    return createFileOtherFiles(options);
  };
  return {
    read: async (path) => (await load()).read(path),
    update: async (home, path, compute) => (await load()).update(home, path, compute),
    makePrivate: async (home, path) => (await load()).makePrivate(home, path),
    readChange: async (home, id) => (await load()).readChange(home, id),
    restore: async (home, id) => (await load()).restore(home, id),
  };
}
