import { z } from "zod";

/** The places where something can go wrong. */
export const faultTargets = [
  "account",
  "balances",
  "blocks",
  "usage",
  "discovery",
  "authorize",
  "token",
  "device",
  "revoke",
  "responses",
  "models",
  "pages",
] as const;

/** One of the places where something can go wrong. */
export type FaultTarget = (typeof faultTargets)[number];

const kindSchema = z.discriminatedUnion("kind", [
  /** Answers properly, `ms` milliseconds late. */
  z.object({ kind: z.literal("delay"), ms: z.int().min(1).max(600_000) }),
  z.object({
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    retryAfterSeconds: z.int().min(0).optional(),
  }),
  /** Announces more than it sends and cuts the connection. */
  z.object({ kind: z.literal("truncated") }),
  /** A proxy's HTML page with status 200. */
  z.object({ kind: z.literal("notJson") }),
  /** Valid JSON: every number a string, every string a number. */
  z.object({ kind: z.literal("wrongTypes") }),
  z.object({ kind: z.literal("huge"), megabytes: z.int().min(1).max(512) }),
  z.object({ kind: z.literal("redirect"), location: z.url() }),
  /** Takes the request and never answers. */
  z.object({ kind: z.literal("hang") }),
  /** Closes the connection without a word. */
  z.object({ kind: z.literal("reset") }),
]);

/** A fault as the admin API takes it; without `times` it stays until it is cleared. */
export const faultSchema = z.intersection(
  z.object({ target: z.enum(faultTargets), times: z.int().min(1).optional() }),
  kindSchema,
);
/** One way in which one place goes wrong. */
export type Fault = z.output<typeof faultSchema>;

/** The place a request goes to; undefined where nothing can be broken, such as the admin paths. */
export function faultTarget(method: string, url: string): FaultTarget | undefined {
  const path = url.replace(/\?.*$/, "");
  const desktop = /^\/api\/desktop\/v1\/(account|balances|blocks|usage)$/.exec(path)?.[1];
  if (desktop !== undefined) return desktop as FaultTarget;
  if (path.startsWith("/.well-known/")) return "discovery";
  if (path.startsWith("/oauth/authorize")) return "authorize";
  if (path === "/oauth/token") return "token";
  if (path === "/oauth/device") return "device";
  if (path === "/oauth/revoke") return "revoke";
  if (/^\/\w+\/v1\/responses$/.test(path) && method === "POST") return "responses";
  if (/^\/\w+\/v1\/models$/.test(path)) return "models";
  if (/^\/(|sign-in|dashboard|install\/.*)$/.test(path)) return "pages";
  return undefined;
}
