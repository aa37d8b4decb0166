import { withVisibleTricksInLines } from "../../app/config/visibleText.ts";
import type { FindingView } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import { displayWidth, padColumns, wrapText } from "./fitText.ts";

/** In less room than this nothing can be read anyway. */
const MIN_ROOM = 20;

/** Colours a text, or leaves it as it is. */
export type Paint = (format: "red" | "yellow" | "cyan" | "bold" | "dim", text: string) => string;

const colours = { error: "red", warning: "yellow", info: "cyan" } as const;
/** Shapes as well as colours, for those who see no colours. */
const marks = { error: "x", warning: "!", info: "i" } as const;

const INDENT = "   ";

/**
 * The findings as a table: how bad, which, where; below each the sentences, indented.
 *
 * @param columns - the width of the terminal. Sentences stay in one line where it is undefined, as nobody looks, or 0,
 * which is what a terminal says that knows none.
 */
export function findingsTable(
  findings: readonly FindingView[],
  t: Translate,
  paint: Paint,
  columns: number | undefined,
): string {
  // Before anything is painted: what a file holds must not pass for the colours.
  const shown = withVisibleTricksInLines;
  const rows = findings.map((finding) => ({ finding, at: shown(placeOf(finding)) }));
  const width = Math.max(...rows.map(({ finding }) => finding.id.length));
  const widthOfPlace = Math.max(...rows.map(({ at }) => displayWidth(at)));
  const room = Math.max(MIN_ROOM, (columns || Number.POSITIVE_INFINITY) - INDENT.length);
  return rows
    .map(({ finding, at }) => {
      const { id, severity, fix } = finding;
      const { title, why, fix: how } = findingWords(t, finding);
      const head = [
        paint(colours[severity], marks[severity]),
        paint(colours[severity], id.padEnd(width)),
        paint("dim", padColumns(at, widthOfPlace)),
        paint("bold", shown(title)),
      ].join("  ");
      const sentences = [
        why,
        ...(fix ? [t("cli.doctor.fix", { how })] : []),
        ...(fix && !fix.isSafe ? [t("cli.doctor.fixByName", { id })] : []),
      ];
      const lines = sentences
        .flatMap((sentence) => shown(sentence).split("\n"))
        .flatMap((line) => wrapText(line, room));
      return [head, ...lines.map((line) => paint("dim", INDENT + line))].join("\n");
    })
    .join("\n");
}

function placeOf({ place }: FindingView): string {
  if (!place) return "";
  const name = place.file.split(/[\\/]/).at(-1) ?? place.file;
  return place.line === undefined ? name : `${name}:${place.line}`;
}
