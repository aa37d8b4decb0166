import type { z } from "zod";
import type { Dashboard } from "../../../app/account/dashboard.ts";
import type { SecretStore, Session, SignInWay } from "../../../app/account/session.ts";
import { AppError } from "../../../app/errors.ts";
import type { Clock } from "../../../app/ports.ts";
import { dashboardOrigin, isWithin } from "../../../app/provider/address.ts";
import { createAccountSession, unauthorized } from "./accountSession.ts";
import { signInByBrowser } from "./browserSignIn.ts";
import { accountAnswer, balancesAnswer, blocksAnswer, usageAnswer } from "./dashboardAnswers.ts";
import { signInByDevice } from "./deviceSignIn.ts";
import { createOauthClient } from "./oauthClient.ts";
import { badAnswer, createPinnedFetch, type Fetch } from "./pinnedFetch.ts";
import { pastedToken, type TokenSet } from "./tokenSet.ts";

/** What {@link createHttpDashboard} needs. */
export interface HttpDashboardOptions {
  /** The service's address, of which the origin counts; https, or http on this machine. */
  readonly origin: string;
  readonly secretStore: SecretStore;
  /** Gets the authorization address, which holds no token, and the origin it belongs to. */
  readonly openInBrowser: (url: string, origin: string) => Promise<void>;
  readonly clock: Clock;
  /** Electron's own in the app, which knows the system's proxy and certificates; Node's where none is given. */
  readonly fetch?: Fetch;
  /** Keeps our own processes from refreshing at once; see `createSessionLock`. */
  readonly exclusively?: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Ports for the browser's way back, in this order; 0 is a free one. */
  readonly redirectPorts?: readonly number[];
  /** Milliseconds that only ever go on. */
  readonly monotonicMs?: () => number;
}

/** A person who has gone elsewhere does not come back. */
const SIGN_IN_MINUTES = 5;

const API = "/api/desktop/v1";

/**
 * The service over HTTP: OAuth for native apps, then its desktop API. Where the address is refused, every method
 * but `restore` throws `DASHBOARD_ADDRESS_REFUSED`. One sign-in at a time: another one is `SIGN_IN_BUSY`.
 */
export function createHttpDashboard(options: HttpDashboardOptions): Dashboard {
  const { secretStore, openInBrowser, clock } = options;
  let connection: ReturnType<typeof connect> | undefined;
  let attempt: { readonly aborter: AbortController; readonly end: Promise<Session> } | undefined;

  const connected = () => {
    connection ??= connect(dashboardOrigin(options.origin));
    return connection;
  };

  function connect(origin: URL) {
    const fetch = createPinnedFetch({ origin, fetch: options.fetch ?? globalThis.fetch, clock });
    const oauth = createOauthClient(origin, fetch);
    const session = createAccountSession({
      key: origin.origin,
      oauth,
      secretStore,
      clock,
      exclusively: options.exclusively ?? ((work) => work()),
      monotonicMs: options.monotonicMs ?? (() => performance.now()),
    });
    return { origin, fetch, oauth, session };
  }

  /** Asks the desktop API, whose answers are nothing but JSON of the expected shape. */
  async function ask<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    accessToken: string,
    signal?: AbortSignal,
  ): Promise<z.output<Schema> | typeof unauthorized> {
    const { origin, fetch } = connected();
    const url = new URL(`${API}${path}`, origin);
    const response = await fetch(url.href, {
      headers: { accept: "application/json", authorization: `Bearer ${accessToken}` },
      ...(signal && { signal }),
    });
    if (response.status === 401) return unauthorized;
    if (response.status !== 200) throw badAnswer(url, `HTTP ${response.status}`);
    return parseAnswer(response, url, schema);
  }

  const askAsAccount = async <Schema extends z.ZodType>(path: string, schema: Schema) =>
    connected().session.authorized((accessToken) => ask(path, schema, accessToken));

  async function complete(tokens: TokenSet, signal: AbortSignal) {
    const { session, oauth } = connected();
    try {
      const account = await ask("/account", accountAnswer, tokens.accessToken, signal);
      if (account === unauthorized)
        throw new AppError("SIGN_IN_REFUSED", { reason: "invalid_token" });
      signal.throwIfAborted();
      return await session.begin(account.email, tokens);
    } catch (error) {
      // Nobody will use these tokens any more.
      if (tokens.refreshToken !== undefined)
        void oauth.revoke(tokens.refreshToken).catch(() => undefined);
      throw error;
    }
  }

  async function follow(way: SignInWay, signal: AbortSignal) {
    const { oauth, origin } = connected();
    switch (way.kind) {
      case "browser":
        return signInByBrowser({
          oauth,
          openInBrowser: (url) => openInBrowser(url, origin.origin),
          redirectPorts: options.redirectPorts ?? [0],
          signal,
          complete: (tokens) => complete(tokens, signal),
        });
      case "device":
        return complete(
          await signInByDevice({ oauth, onPrompt: way.onPrompt, clock, signal }),
          signal,
        );
      case "token": {
        const accessToken = pastedToken(way.token);
        if (accessToken === undefined)
          throw new AppError("SIGN_IN_REFUSED", { reason: "malformed_token" });
        const none = { refreshToken: undefined, lifetimeSeconds: undefined };
        return complete({ accessToken, ...none }, signal);
      }
    }
  }

  return {
    async restore() {
      try {
        return await connected().session.restore();
      } catch (error) {
        // An address that is refused has no session.
        if (error instanceof AppError) return undefined;
        throw error;
      }
    },

    async signIn(way) {
      if (attempt) throw new AppError("SIGN_IN_BUSY");
      const aborter = new AbortController();
      const timedOut = new AppError("SIGN_IN_TIMED_OUT", { minutes: SIGN_IN_MINUTES });
      // A code for another device has its own time, set by the service.
      const stop =
        way.kind === "device"
          ? () => undefined
          : clock.after(SIGN_IN_MINUTES * 60_000, () => aborter.abort(timedOut));
      attempt = { aborter, end: follow(way, aborter.signal) };
      try {
        return await attempt.end;
      } finally {
        stop();
        attempt = undefined;
      }
    },

    cancelSignIn() {
      attempt?.aborter.abort(new AppError("SIGN_IN_CANCELLED"));
    },

    async signOut() {
      const { session } = connected();
      attempt?.aborter.abort(new AppError("SIGN_IN_CANCELLED"));
      // It may have come too far to be cancelled; then its session goes with the rest.
      await attempt?.end.catch(() => undefined);
      return session.end();
    },

    balances: () => askAsAccount("/balances", balancesAnswer),

    blocks: async () => (await askAsAccount("/blocks", blocksAnswer)).blocks,

    async usage(days) {
      const { to, usage } = await askAsAccount(`/usage?days=${days}`, usageAnswer);
      return { to, balances: new Map(usage.map(({ balanceId, ...one }) => [balanceId, one])) };
    },

    async openPage(address) {
      const { origin } = connected();
      if (!isWithin(origin, address)) throw badAnswer(new URL(`${API}/balances`, origin), "origin");
      try {
        await openInBrowser(address, origin.origin);
      } catch {
        throw new AppError("BROWSER_NOT_OPENED", { address });
      }
    },
  };
}

async function parseAnswer<Schema extends z.ZodType>(
  response: Response,
  url: URL,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = response.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw badAnswer(url, "content type");
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw badAnswer(url, "not JSON");
  }
  const { data, error } = schema.safeParse(body);
  if (error) throw badAnswer(url, "shape", error.issues[0]?.path.join("."));
  return data;
}
