import { AppError } from "../errors.ts";
import { withNewline } from "./insert.ts";
import { PROVIDERS_KEY, type ProviderText, startsWithPath } from "./providers.ts";
import type { Scan } from "./scan.ts";
import { encodeKey, type Span } from "./value.ts";

/** A key of the block: its path below the provider and its value as written there. */
export interface WantedField {
  readonly path: readonly string[];
  readonly valueText: string;
}

/** Writes a key path as TOML. */
export function keyText(path: readonly string[]): string {
  return path.map(encodeKey).join(".");
}

/**
 * The keys a block names for its provider, in its order. An inline table stays in one piece where the file
 * says nothing about it yet; where it does, its entries are brought in one by one.
 */
export function wantedFields(
  block: Scan,
  wanted: ProviderText,
  existing: ProviderText | undefined,
  newline: string,
): WantedField[] {
  const whole: { path: readonly string[]; value: Span }[] = [];
  for (const table of wanted.inlineTables) {
    const isInside = whole.some((outer) => startsWithPath(table.path, outer.path));
    const isNew = table.path.length > 0 && !(existing && mentions(existing, table.path));
    if (isNew && !isInside) whole.push(table);
  }
  const single = wanted.fields
    .filter((field) => !whole.some((table) => startsWithPath(field.path, table.path)))
    .map((field) => ({ path: field.path, value: field.entry.value }));
  return [...whole, ...single]
    .toSorted((a, b) => a.value.start - b.value.start)
    .map(({ path, value }) => ({
      path,
      valueText: withNewline(block.text.slice(value.start, value.end), newline),
    }));
}

function mentions(provider: ProviderText, path: readonly string[]): boolean {
  return (
    provider.fields.some((field) => startsWithPath(field.path, path)) ||
    provider.inlineTables.some((table) => startsWithPath(table.path, path)) ||
    provider.headers.some((header) => startsWithPath(header.path.slice(2), path))
  );
}

/**
 * Refuses a file that has a plain value where the block has a table, or the other way round.
 *
 * @throws AppError `UNSUPPORTED_LAYOUT`
 */
export function refuseConflicts(existing: ProviderText, fields: readonly WantedField[]): void {
  for (const { path } of fields) {
    const isInsideValue = existing.fields.some(
      (field) => field.path.length < path.length && startsWithPath(path, field.path),
    );
    const isTable =
      mentions(existing, path) &&
      !existing.fields.some(
        (field) => field.path.length === path.length && startsWithPath(field.path, path),
      );
    if (isInsideValue || isTable)
      throw new AppError("UNSUPPORTED_LAYOUT", {
        key: keyText([PROVIDERS_KEY, existing.id, ...path]),
      });
  }
}

/** The provider as a table of its own, for a block that spells it in another way. */
export function tableTextOf(
  providerId: string,
  fields: readonly WantedField[],
  newline: string,
): string {
  const header = `[${keyText([PROVIDERS_KEY, providerId])}]`;
  return [header, ...fields.map(lineOf)].join(newline);
}

/** A field as a line below its provider's header. */
export function lineOf({ path, valueText }: WantedField): string {
  return `${keyText(path)} = ${valueText}`;
}
