import { driftBetween, driftFingerprints } from "../config/drift.ts";
import type { HomeFiles } from "../homes/homeFiles.ts";
import type { DriftView } from "../state.ts";

/** What has changed since the settled text, with the hashes that name it. */
export function measureDrift(
  settled: string,
  now: string,
  { revisionOf }: Pick<HomeFiles, "revisionOf">,
): Pick<DriftView, "key" | "changes" | "parts"> {
  const parts = driftFingerprints(settled, now).map((points) =>
    points.map((point) => revisionOf(point)),
  );
  const key = revisionOf(JSON.stringify(parts));
  return { key, changes: driftBetween(settled, now), parts };
}
