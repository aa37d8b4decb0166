import type { Balance } from "./balances.ts";
import type { Session, SignInWay } from "./session.ts";

/** A block of the account, with its token; it goes into config.toml and nowhere else. */
export interface AccountBlock {
  readonly providerId: string;
  readonly toml: string;
}

/** What one balance was used for on one day of the service, which counts days by UTC. */
export interface UsageDay {
  /** `2026-01-31` */
  readonly date: string;
  /** Minor units of the balance's currency. */
  readonly cost: number;
}

/** What one balance was used for, as the service tells it: days without usage are left out. */
export interface BalanceUsage {
  readonly currency: string;
  readonly days: readonly UsageDay[];
}

/** The usage of an account. */
export interface AccountUsage {
  /** The last day that is covered, by the service's clock: `2026-01-31`. */
  readonly to: string;
  /** By balance id. */
  readonly balances: ReadonlyMap<string, BalanceUsage>;
}

/**
 * The service. Tokens stay inside: they go between the keychain and this adapter only. Every method but the
 * local ones throws AppError `DASHBOARD_UNREACHABLE`, `DASHBOARD_BAD_ANSWER`, `DASHBOARD_BUSY`, `SIGNED_OUT`.
 */
export interface Dashboard {
  /** The session that is kept from before, if there is one; asks the keychain, not the network. */
  restore(): Promise<Session | undefined>;
  /** @throws AppError also `SIGN_IN_CANCELLED`, `SIGN_IN_TIMED_OUT`, `SIGN_IN_REFUSED`, `SIGN_IN_UNAVAILABLE` */
  signIn(way: SignInWay): Promise<Session>;
  /** Ends a sign-in that is under way; it then throws `SIGN_IN_CANCELLED`. */
  cancelSignIn(): void;
  /** Revokes and forgets the session; forgets it also when the service cannot be told. */
  signOut(): Promise<{ readonly isRevoked: boolean }>;
  balances(): Promise<{ readonly asOf: string; readonly balances: readonly Balance[] }>;
  blocks(): Promise<readonly AccountBlock[]>;
  usage(days: number): Promise<AccountUsage>;
  /**
   * Opens a page of the service in the user's own browser.
   *
   * @param address - as the service gave it
   * @throws AppError also `DASHBOARD_BAD_ANSWER` for one that is not its own, `BROWSER_NOT_OPENED`
   */
  openPage(address: string): Promise<void>;
}
