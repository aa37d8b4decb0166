import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A JSON schema as far as `openapi.yaml` uses the language. */
export interface JsonSchema {
  readonly type?: "object" | "array" | "string" | "integer";
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly format?: "date-time" | "date" | "email" | "uri";
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

const description = parse(
  readFileSync(join(import.meta.dirname, "../../sandbox/openapi.yaml"), "utf8"),
) as { readonly components: { readonly schemas: Readonly<Record<string, unknown>> } };

/** A schema of `openapi.yaml` by its name, with the references in it resolved. */
export function describedSchema(name: string): JsonSchema {
  return resolved(description.components.schemas[name]) as JsonSchema;
}

function resolved(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(resolved);
  if (typeof node !== "object" || node === null) return node;
  const { $ref, ...rest } = node as { readonly $ref?: string };
  const own = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, resolved(one)]));
  if ($ref === undefined) return own;
  return { ...(describedSchema($ref.replace("#/components/schemas/", "")) as object), ...own };
}
