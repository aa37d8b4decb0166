import { noSurroundings } from "../../../app/doctor/facts.ts";
import type { OtherFileEdit } from "../../../app/doctor/fix.ts";
import { afterEdits } from "../../../app/doctor/otherFileChanges.ts";

/** What one edit makes of the text of a file that was looked at just now. */
export function editOtherFile(text: string, wanted: OtherFileEdit): string {
  const path = "/home/.codex/file";
  const change = { path, isOutsideHome: false, edits: [wanted], makesPrivate: false };
  return afterEdits(text, change, { ...noSurroundings, overlays: [{ path, name: "file", text }] });
}
