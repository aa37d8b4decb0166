import { z } from "zod";

/** How to start the sandbox; everything has a default. */
export const sandboxOptionsSchema = z.object({
  /** 0 takes a free one. */
  port: z.int().min(0).max(65_535).default(0),
  /** Off: the service as it is today, pages and gateway without OAuth and desktop API. */
  desktopApi: z.boolean().default(true),
  /** Milliseconds the service's clock is ahead of the machine's; negative when behind. */
  clockOffsetMs: z.int().default(0),
  accessTokenSeconds: z.int().min(1).default(3600),
  /** More turns than this within a minute on one balance are answered with 429. */
  turnsPerMinute: z.int().min(1).default(60),
  /** Pause between two pieces of an answer, in milliseconds. */
  pieceDelayMs: z.int().min(0).default(0),
  /** Where the state is kept between runs; in memory alone when absent. */
  stateFile: z.string().min(1).optional(),
  /** Guards the admin paths; a random one when absent. */
  adminSecret: z.string().min(8).optional(),
});

/** What a caller may give. */
export type SandboxOptions = z.input<typeof sandboxOptionsSchema>;

/** The part that can be changed while the sandbox runs. */
export type SandboxSettings = Pick<
  z.output<typeof sandboxOptionsSchema>,
  "desktopApi" | "clockOffsetMs" | "accessTokenSeconds" | "turnsPerMinute" | "pieceDelayMs"
>;
