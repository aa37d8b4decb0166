import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";

/** What is to be said about files with keys that others may read. */
export function permissionFindings({ surroundings }: DoctorFacts): readonly Report[] {
  return surroundings.looseFiles.map(
    ({ path, mode }): Report => ({
      id: "loose-permissions",
      key: `loose-permissions ${path}`,
      place: { file: path },
      details: { file: path, mode },
      fix: { kind: "makePrivate", path, isOutsideHome: false },
    }),
  );
}
