import fc from "fast-check";
import type { JsonSchema } from "./apiDescription.ts";

/** Any document that a schema of `openapi.yaml` describes, with a field more now and then. @throws Error for a schema it does not know how to fill */
export function arbitraryAnswer(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return arbitraryObject(schema);
    case "array":
      return fc.array(arbitraryAnswer(schema.items ?? {}), { maxLength: 3 });
    case "integer":
      return fc.integer({ min: schema.minimum ?? Number.MIN_SAFE_INTEGER, max: 10 ** 12 });
    case "string":
      return arbitraryText(schema);
    default:
      throw new Error(`this schema cannot be filled: ${JSON.stringify(schema)}`);
  }
}

function arbitraryObject({ properties = {} }: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(
    ([key, inner]) => [key, arbitraryAnswer(inner)] as const,
  );
  const described = fc.record(Object.fromEntries(fields));
  const unknown = fc.record({ comesLater: fc.jsonValue() }, { requiredKeys: [] });
  return fc.tuple(unknown, described).map(([more, own]) => ({ ...more, ...own }));
}

function arbitraryText({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema) {
  switch (format) {
    case "date-time":
      return fc.date({ noInvalidDate: true, ...years }).map((date) => date.toISOString());
    case "date":
      return fc
        .date({ noInvalidDate: true, ...years })
        .map((date) => date.toISOString().slice(0, 10));
    case "email":
      return fc.stringMatching(/^[a-z]{1,20}@[a-z]{1,20}\.example$/);
    case "uri":
      return fc.webUrl({ validSchemes: ["https"], withQueryParameters: true });
    default:
      return pattern === undefined
        ? fc.string({ minLength, maxLength: Math.min(60, maxLength) })
        : fc.stringMatching(new RegExp(pattern));
  }
}

const years = { min: new Date("1990-01-01"), max: new Date("2100-01-01") } as const;
