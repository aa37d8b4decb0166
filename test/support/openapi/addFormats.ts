import type { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";

const formats: Readonly<Record<string, z.ZodType>> = {
  "date-time": z.iso.datetime(),
  date: z.iso.date(),
  email: z.email(),
  uri: z.url(),
};

/** Teaches a validator the formats of `openapi.yaml`. */
export function addFormats(ajv: Ajv2020): Ajv2020 {
  for (const [name, schema] of Object.entries(formats))
    ajv.addFormat(name, (text) => schema.safeParse(text).success);
  return ajv;
}
