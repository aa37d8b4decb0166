import { TomlDate } from "smol-toml";

/**
 * A text that is the same for two parsed documents exactly when they mean the same. Written apart from the
 * product's own comparison, which it checks.
 */
export function canonical(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof TomlDate) return `date ${value.toISOString()}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const items = value instanceof Map ? [...value] : Object.entries(value);
  const entries = items.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${entries.toSorted().join()}}`;
}
