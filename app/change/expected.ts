import { z } from "zod";

/** SHA-256 of a file's bytes, in hex. */
export const revision = z.string().length(64);

const expectedFile = z.strictObject({
  path: z.string().min(1).max(4096),
  before: revision,
  after: revision,
});

/** What a preview showed of a file other than config.toml. */
export type ExpectedFile = z.infer<typeof expectedFile>;

/** The revisions a preview showed. A change asked for with them is refused if it would come out otherwise. */
export const expectedSchema = z
  .strictObject({
    before: revision,
    after: revision,
    /** Of other files that change as well. */
    files: z.array(expectedFile).max(50).optional(),
  })
  .optional();

/** See {@link expectedSchema}. */
export type Expected = z.infer<typeof expectedSchema>;
