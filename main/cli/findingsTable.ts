import type { FindingView } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import type { Translate } from "../../app/words/i18n.ts";

/** Colours a text, or leaves it as it is. */
export type Paint = (format: "red" | "yellow" | "cyan" | "bold" | "dim", text: string) => string;

const colours = { error: "red", warning: "yellow", info: "cyan" } as const;
/** Shapes as well as colours, for those who see no colours. */
const marks = { error: "x", warning: "!", info: "i" } as const;

/** The findings as a table: how bad, which, where; below each the sentences, indented. */
export function findingsTable(
  findings: readonly FindingView[],
  t: Translate,
  paint: Paint,
): string {
  const rows = findings.map((finding) => ({ finding, at: placeOf(finding) }));
  const width = Math.max(...rows.map(({ finding }) => finding.id.length));
  const widthOfPlace = Math.max(...rows.map(({ at }) => at.length));
  return rows
    .map(({ finding, at }) => {
      const { id, severity, fix } = finding;
      const { title, why, fix: how } = findingWords(t, finding);
      const head = [
        paint(colours[severity], marks[severity]),
        paint(colours[severity], id.padEnd(width)),
        paint("dim", at.padEnd(widthOfPlace)),
        paint("bold", title),
      ].join("  ");
      const lines = [why, ...(fix ? [t("cli.doctor.fix", { how })] : [])];
      return [head, ...lines.map((line) => paint("dim", `   ${line}`))].join("\n");
    })
    .join("\n");
}

function placeOf({ place }: FindingView): string {
  if (!place) return "";
  const name = place.file.split(/[\\/]/).at(-1) ?? place.file;
  return place.line === undefined ? name : `${name}:${place.line}`;
}
