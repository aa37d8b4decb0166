import type { Keeping, SecretStore, Session } from "../../../app/account/session.ts";
import { AppError } from "../../../app/errors.ts";
import type { Clock } from "../../../app/ports.ts";
import type { OauthClient } from "./oauthClient.ts";
import { parseSession, type StoredSession, sessionText, type TokenSet } from "./tokenSet.ts";

/** What {@link createAccountSession} needs. */
export interface AccountSessionOptions {
  /** The keychain entry, the origin of the service. */
  readonly key: string;
  readonly oauth: Pick<OauthClient, "refresh" | "revoke">;
  readonly secretStore: SecretStore;
  readonly clock: Clock;
  /** Milliseconds that only ever go on, whatever is done to the computer's clock. */
  readonly monotonicMs: () => number;
  /** Runs work while no other process of ours does; the window and the terminal share one session. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** What a request says when the service does not take the access token. */
export const unauthorized = Symbol("unauthorized");

/** The session: the only place where the tokens of one live outside the keychain. */
export interface AccountSession {
  /** The session, from the keychain when there is none yet. */
  restore(): Promise<Session | undefined>;
  /** Keeps a new session; returns with it how to end the one it replaces. */
  begin(email: string, tokens: TokenSet): Promise<Session>;
  /**
   * Runs a request with an access token that has not expired. When the service refuses it all the same, the
   * request is run again with a new one, once.
   *
   * @throws AppError `SIGNED_OUT`, and the session is forgotten, when that is refused too; what `request` throws
   */
  authorized<Answer>(
    request: (accessToken: string) => Promise<Answer | typeof unauthorized>,
  ): Promise<Answer>;
  /** Forgets the session, also when the service cannot be told. */
  end(): Promise<{ readonly isRevoked: boolean }>;
}

interface Held extends Omit<StoredSession, "version" | "issuedAt"> {
  readonly keeping: Keeping;
  /** On the monotonic clock; undefined: until the service says otherwise. */
  readonly freshUntilMs: number | undefined;
}

/** Before it expires, so that a request does not arrive too late. */
const MARGIN_MS = 60_000;

/** Keeps a session through the secret store and its access token fresh. */
export function createAccountSession(options: AccountSessionOptions): AccountSession {
  const { key, oauth, secretStore, clock, monotonicMs, exclusively } = options;
  let current: Held | undefined;
  let hasAsked = false;
  let refreshing: Promise<Held> | undefined;

  const signedOut = () => new AppError("SIGNED_OUT");

  async function restore(): Promise<Held | undefined> {
    if (current) return current;
    const stored = parseSession(await secretStore.read(key));
    hasAsked = true;
    // While the keychain was thinking, somebody may have signed in.
    current ??= stored && fromStored(stored);
    return current;
  }

  function fromStored(stored: StoredSession): Held {
    // In a new process the computer's clock is all there is. It may have been set back.
    const ageMs = Math.max(0, clock.now().getTime() - Date.parse(stored.issuedAt));
    return {
      email: stored.email,
      accessToken: stored.accessToken,
      refreshToken: stored.refreshToken,
      keeping: { place: "keychain" },
      freshUntilMs: freshUntil(stored.lifetimeSeconds, ageMs),
    };
  }

  function freshUntil(lifetimeSeconds: number | undefined, ageMs: number): number | undefined {
    if (lifetimeSeconds === undefined) return undefined;
    const lifetimeMs = lifetimeSeconds * 1000;
    return monotonicMs() + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2) - ageMs;
  }

  const isFresh = ({ accessToken, freshUntilMs }: Held) =>
    accessToken !== undefined && (freshUntilMs === undefined || monotonicMs() < freshUntilMs);

  /** Writes first: a refresh token that was used and not kept would end the session at the next start. */
  async function keep(email: string, tokens: TokenSet): Promise<Held> {
    const freshUntilMs = freshUntil(tokens.lifetimeSeconds, 0);
    const text = sessionText({
      ...tokens,
      version: 1,
      email,
      issuedAt: clock.now().toISOString(),
    });
    return { ...tokens, email, freshUntilMs, keeping: await secretStore.write(key, text) };
  }

  async function forget(held: Held): Promise<void> {
    if (current === held) current = undefined;
    const stored = parseSession(await secretStore.read(key));
    // Another process may have signed in anew; that session is not ours to end.
    if (stored === undefined || isSame(stored, held)) await secretStore.remove(key);
  }

  /** One refresh, however many wait for it. */
  function refreshed(held: Held): Promise<Held> {
    if (current === undefined) throw signedOut();
    if (current !== held) return Promise.resolve(current);
    refreshing ??= exclusively(() => refresh(held)).finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function refresh(given: Held): Promise<Held> {
    let held = given;
    const stored = parseSession(await secretStore.read(key));
    if (current !== held) throw signedOut();
    if (stored && !isSame(stored, held)) {
      // Another process was faster. Our refresh token is spent; using it would end the session for both.
      held = fromStored(stored);
      current = held;
      if (isFresh(held)) return held;
    }
    const tokens = held.refreshToken && (await oauth.refresh(held.refreshToken));
    if (!tokens) {
      await forget(held);
      throw signedOut();
    }
    const next = await keep(held.email, {
      ...tokens,
      refreshToken: tokens.refreshToken ?? held.refreshToken,
    });
    current = next;
    return next;
  }

  return {
    restore: async () => viewOf(await restore()),

    async begin(email, tokens) {
      await refreshing?.catch(() => undefined);
      const replaced = await restore();
      current = await keep(email, tokens);
      if (replaced) void revoke(replaced);
      return viewOf(current);
    },

    async authorized(request) {
      let held = current ?? (hasAsked ? undefined : await restore());
      if (held === undefined) throw signedOut();
      if (!isFresh(held)) held = await refreshed(held);
      const answer = await request(held.accessToken ?? "");
      if (answer !== unauthorized) return answer;
      held = await refreshed(held);
      const second = await request(held.accessToken ?? "");
      if (second !== unauthorized) return second;
      await forget(held);
      throw signedOut();
    },

    async end() {
      await refreshing?.catch(() => undefined);
      const held = await restore();
      if (held === undefined) {
        // A keychain that is locked now may hold one all the same.
        await secretStore.remove(key);
        return { isRevoked: false };
      }
      await forget(held);
      return { isRevoked: await revoke(held) };
    },
  };

  async function revoke({ refreshToken, accessToken }: Held): Promise<boolean> {
    try {
      await oauth.revoke(refreshToken ?? accessToken ?? "");
      return true;
    } catch (error) {
      // Offline, or a service that cannot revoke: the tokens are forgotten here and expire there.
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}

function isSame(stored: StoredSession, held: Held): boolean {
  return (stored.refreshToken ?? stored.accessToken) === (held.refreshToken ?? held.accessToken);
}

function viewOf(held: Held): Session;
function viewOf(held: Held | undefined): Session | undefined;
function viewOf(held: Held | undefined): Session | undefined {
  return held && { email: held.email, keeping: held.keeping };
}
