import { z } from "zod";
import type { DiffHunk } from "../config/diff.ts";

/** The id of a provider, as it comes over a boundary. */
export const providerId = z.string().min(1).max(256);

/** The id of a backup, as it comes over a boundary. */
export const backupId = z.string().min(1).max(256);

/** A change to the config file. How each kind of it is made is in `kinds/`. */
export const changeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("activate"), providerId }),
  z.strictObject({ kind: z.literal("removeProvider"), providerId }),
  z.strictObject({
    kind: z.literal("importBlock"),
    importId: z.string().min(1).max(64),
    /** Whether the block's provider becomes the active one. */
    activate: z.boolean(),
    /** Which one of several, where the block leaves that open. */
    providerId: providerId.optional(),
    /** Which of the block's suggested root keys to take over. */
    rootKeys: z.array(z.string().max(256)).max(100),
  }),
  z.strictObject({ kind: z.literal("restoreBackup"), backupId }),
  z.strictObject({ kind: z.literal("undo") }),
  z.strictObject({ kind: z.literal("repairDrift") }),
  z.strictObject({
    kind: z.literal("fix"),
    /** Findings by their keys, or all that can be fixed without a question. */
    findings: z.union([z.literal("all"), z.array(z.string().min(1).max(1024)).min(1).max(200)]),
  }),
]);

/** See {@link changeSchema}. */
export type Change = z.infer<typeof changeSchema>;

/** The change of one kind. */
export type ChangeOf<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;

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

/** What a change would do to a file other than config.toml, with every secret masked. */
export interface FilePreview {
  readonly path: string;
  readonly isOutsideHome: boolean;
  /** Whether it is left to its owner alone. */
  readonly makesPrivate: boolean;
  /** The permissions that it gets back, such as `0644`, and with which others may read it; undefined: they stay. */
  readonly reopensTo: string | undefined;
  readonly hunks: readonly DiffHunk[];
  readonly expected: ExpectedFile;
}

/** What a change would do, with every secret masked. */
export interface ChangePreview {
  readonly expected: NonNullable<Expected>;
  readonly activeBefore: string | undefined;
  readonly activeAfter: string | undefined;
  readonly addedLines: number;
  readonly removedLines: number;
  readonly hunks: readonly DiffHunk[];
  readonly files: readonly FilePreview[];
}

/** What a change did. `backupId` is undefined when the file already was as asked for. */
export interface ChangeReport {
  readonly activeBefore: string | undefined;
  readonly activeAfter: string | undefined;
  /** The name of the provider that is active now; its id where the file does not define it. */
  readonly activeName: string | undefined;
  readonly backupId: string | undefined;
  /** How many files other than config.toml it changed. */
  readonly otherFiles: number;
}
