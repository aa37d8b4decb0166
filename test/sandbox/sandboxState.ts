import { z } from "zod";

/** The three services; each is a path of the gateway. */
export const serviceSchema = z.enum(["pay", "boost", "link"]);
/** One of the three services. */
export type Service = z.infer<typeof serviceSchema>;

/** An instant, ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime();

/** Money in minor units (cents), never a fraction and never below zero. */
export const minorUnitsSchema = z.int().min(0);

const accountSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** scrypt: salt and hash, both hex, with a colon between. */
  passwordHash: z.string(),
  isVerified: z.boolean(),
  verificationCode: z.string(),
  createdAt: instantSchema,
});
/** A PhotonMark Cloud account. */
export type Account = z.infer<typeof accountSchema>;

const balanceSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  providerId: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  service: serviceSchema,
  source: z.enum(["top-up", "bonus", "grant", "subscription"]),
  /** Link is paid for a period: turns cost nothing and expiry alone ends it. */
  chargedBy: z.enum(["token", "period"]),
  currency: z.string().regex(/^[A-Z]{3}$/),
  granted: minorUnitsSchema,
  remaining: minorUnitsSchema,
  expiresAt: instantSchema,
  createdAt: instantSchema,
  /** What Codex presents at the gateway. */
  proxyToken: z.string(),
  tokenIssuedAt: instantSchema,
});
/** Money at the service, tied to a provider id. */
export type Balance = z.infer<typeof balanceSchema>;

const usageDaySchema = z.object({
  balanceId: z.string(),
  /** UTC day, YYYY-MM-DD. */
  date: z.iso.date(),
  requests: z.int().min(0),
  inputTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  /** Minor units of the balance's currency. */
  cost: minorUnitsSchema,
});
/** What one balance was used for on one day. */
export type UsageDay = z.infer<typeof usageDaySchema>;

const pageSessionSchema = z.object({
  /** SHA-256 of the cookie's value, hex: the file alone signs nobody in. */
  idHash: z.string(),
  accountId: z.string(),
  expiresAt: instantSchema,
});

/** One thing that the OAuth library stores. */
const oauthRecordSchema = z.object({
  payload: z.record(z.string(), z.unknown()),
  /** Epoch milliseconds; absent for what does not expire. */
  expiresAt: z.number().optional(),
});

/** Everything the sandbox remembers; what its JSON file holds. */
export const sandboxStateSchema = z.object({
  version: z.literal(1),
  accounts: z.array(accountSchema),
  balances: z.array(balanceSchema),
  usage: z.array(usageDaySchema),
  pageSessions: z.array(pageSessionSchema),
  oauthRecords: z.record(z.string(), oauthRecordSchema),
  /** Signs the OAuth library's cookies. */
  cookieKey: z.string(),
  signingKey: z.record(z.string(), z.unknown()),
});
/** Everything the sandbox remembers. */
export type SandboxState = z.infer<typeof sandboxStateSchema>;
