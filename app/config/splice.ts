import { AppError } from "../errors.ts";
import type { Span } from "./value.ts";

/** Replaces one stretch of a text; an empty span inserts. */
export interface Splice extends Span {
  readonly text: string;
}

/**
 * Applies splices; those at one place keep their order.
 *
 * @throws AppError `UNSUPPORTED_LAYOUT` when two of them overlap, which would garble the text.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start);
  let result = "";
  let position = 0;
  for (const splice of ordered) {
    if (splice.start < position) throw new AppError("UNSUPPORTED_LAYOUT", { key: "splice" });
    result += text.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return result + text.slice(position);
}

/** Where an offset of the text before the splices lies after them. */
export function mapOffset(offset: number, splices: readonly Splice[]): number {
  let moved = offset;
  for (const splice of splices) {
    if (splice.end <= offset) moved += splice.text.length - (splice.end - splice.start);
  }
  return moved;
}
