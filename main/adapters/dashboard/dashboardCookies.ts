import type { Cookie, Cookies, CookiesSetDetails } from "electron";
import { z } from "zod";
import type { Keeping, SecretStore } from "../../../app/account/session.ts";

/** What {@link createDashboardCookies} needs. */
export interface DashboardCookiesOptions {
  readonly origin: URL;
  /** Those of the pages' session, which itself is in memory alone. */
  readonly cookies: Pick<Cookies, "get" | "set">;
  readonly secretStore: SecretStore;
}

/** The cookies by which the service knows its user again, kept between runs. */
export interface DashboardCookies {
  /** Puts what is kept into the session. */
  restore(): Promise<Keeping | undefined>;
  /** Keeps what the session has now; tells where, or that there is nothing to keep. */
  save(): Promise<Keeping | undefined>;
  /** Forgets what is kept; tells whether there was anything. */
  forget(): Promise<boolean>;
}

/** The smallest keychain, that of Windows, takes entries of 2560 bytes. */
const MAX_ENTRY_BYTES = 2560;

const storedCookies = z.strictObject({
  version: z.literal(1),
  cookies: z.array(
    z.strictObject({
      name: z.string(),
      value: z.string(),
      path: z.string(),
      /** Undefined: the service's host alone. */
      domain: z.string().optional(),
      secure: z.boolean(),
      httpOnly: z.boolean(),
      sameSite: z.enum(["unspecified", "no_restriction", "lax", "strict"]),
      /** Seconds since 1970; undefined: a browser would forget it at its end. */
      expirationDate: z.number().optional(),
    }),
  ),
});

type StoredCookie = z.infer<typeof storedCookies>["cookies"][number];

/** The keychain entry, apart from that of the account's tokens. */
export function dashboardCookiesKey(origin: URL): string {
  return `${origin.origin} dashboard`;
}

/** Keeps the cookies of one service in the secret store. */
export function createDashboardCookies(options: DashboardCookiesOptions): DashboardCookies {
  const { origin, cookies, secretStore } = options;
  const key = dashboardCookiesKey(origin);
  /** What the store holds, as far as is known. */
  let kept: { readonly text: string; readonly keeping: Keeping } | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  /** One at a time: what is forgotten must not come back with a save that began before. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function put({ domain, expirationDate, ...cookie }: StoredCookie): Promise<void> {
    const details: CookiesSetDetails = { ...cookie, url: new URL(cookie.path, origin).href };
    if (domain !== undefined) details.domain = domain;
    if (expirationDate !== undefined) details.expirationDate = expirationDate;
    // One that Chromium does not take, such as an expired one, is of no use; the others may be.
    await cookies.set(details).catch(() => undefined);
  }

  return {
    restore: () => inTurn(restore),
    save: () => inTurn(save),
    forget: () => inTurn(forget),
  };

  async function restore(): Promise<Keeping | undefined> {
    const text = await secretStore.read(key);
    const stored = parse(text);
    if (text === undefined || !stored) return undefined;
    for (const cookie of stored) await put(cookie);
    kept = { text, keeping: { place: "keychain" } };
    return kept.keeping;
  }

  async function save(): Promise<Keeping | undefined> {
    const own = (await cookies.get({})).filter((cookie) => belongsTo(origin, cookie));
    const text = textOf(own);
    if (text === undefined) {
      if (kept) await secretStore.remove(key);
      kept = undefined;
    } else if (text !== kept?.text) {
      kept = { text, keeping: await secretStore.write(key, text) };
    }
    return kept?.keeping;
  }

  async function forget(): Promise<boolean> {
    const had = kept !== undefined || (await secretStore.read(key)) !== undefined;
    kept = undefined;
    await secretStore.remove(key);
    return had;
  }
}

/** Pages may have brought cookies of others with them. */
function belongsTo({ hostname }: URL, { domain = "", hostOnly }: Cookie): boolean {
  if (hostOnly) return domain === hostname;
  const parent = domain.replace(/^\./, "");
  return hostname === parent || hostname.endsWith(`.${parent}`);
}

/** Those that no script can read come first: a session is one of them nearly everywhere. */
function textOf(cookies: readonly Cookie[]): string | undefined {
  const stored: StoredCookie[] = [];
  let text: string | undefined;
  for (const cookie of cookies.toSorted(byImportance)) {
    const longer = JSON.stringify({ version: 1, cookies: [...stored, storedCookie(cookie)] });
    if (new TextEncoder().encode(longer).length > MAX_ENTRY_BYTES) continue;
    stored.push(storedCookie(cookie));
    text = longer;
  }
  return text;
}

function byImportance(a: Cookie, b: Cookie): number {
  return Number(b.httpOnly ?? false) - Number(a.httpOnly ?? false) || a.name.localeCompare(b.name);
}

function storedCookie(cookie: Cookie): StoredCookie {
  const { name, value, path = "/", domain, hostOnly, secure = false, httpOnly = false } = cookie;
  return {
    name,
    value,
    path,
    ...(!hostOnly && domain !== undefined && { domain }),
    secure,
    httpOnly,
    sameSite: cookie.sameSite,
    ...(cookie.expirationDate !== undefined && { expirationDate: cookie.expirationDate }),
  };
}

function parse(text: string | undefined): readonly StoredCookie[] | undefined {
  if (text === undefined) return undefined;
  try {
    return storedCookies.safeParse(JSON.parse(text)).data?.cookies;
  } catch {
    return undefined;
  }
}
