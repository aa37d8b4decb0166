import { z } from "zod";

/** Tokens go into a header, so they hold nothing that could end one. */
const token = z.string().regex(/^[\x21-\x7e]{1,8192}$/);

/** What the service gives for a sign-in or a refresh; other fields are ignored. */
export const tokenAnswer = z.object({
  access_token: token,
  refresh_token: token.optional(),
  /** Seconds. */
  expires_in: z.number().min(0).max(31_536_000).optional(),
});

/** The tokens of a session. */
export interface TokenSet {
  readonly accessToken: string;
  /** Undefined for a token that was pasted, and where the service gives none. */
  readonly refreshToken: string | undefined;
  /** Seconds the access token lives from when it was issued; undefined when the service does not say. */
  readonly lifetimeSeconds: number | undefined;
}

/** The token itself, if a person pasted one that can be one. */
export function pastedToken(text: string): string | undefined {
  const { data } = token.min(8).safeParse(text.trim());
  return data;
}

const storedSession = z.object({
  version: z.literal(1),
  email: z.string().min(1).max(320),
  accessToken: token.optional(),
  refreshToken: token.optional(),
  lifetimeSeconds: z.number().min(0).optional(),
  /** By this computer's clock. */
  issuedAt: z.iso.datetime(),
});

/** A session as it is kept. */
export type StoredSession = z.output<typeof storedSession>;

/** The Windows Credential Manager takes no more bytes in one entry (CRED_MAX_CREDENTIAL_BLOB_SIZE). */
const MAX_SECRET_BYTES = 2560;

/** A session as the text of a keychain entry. The access token is left out where only the other one fits. */
export function sessionText(session: StoredSession): string {
  const text = JSON.stringify(session);
  if (Buffer.byteLength(text) <= MAX_SECRET_BYTES || session.refreshToken === undefined)
    return text;
  return JSON.stringify({ ...session, accessToken: undefined });
}

/** The session in a keychain entry; undefined when something else is there. */
export function parseSession(text: string | undefined): StoredSession | undefined {
  if (text === undefined) return undefined;
  try {
    const { data } = storedSession.safeParse(JSON.parse(text));
    return (data?.accessToken ?? data?.refreshToken) ? data : undefined;
  } catch {
    return undefined;
  }
}
