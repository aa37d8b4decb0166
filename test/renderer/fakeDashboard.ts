import type { Balance, KnownBalances } from "../../app/account/balances.ts";
import type { AccountBlock, AccountUsage, Dashboard } from "../../app/account/dashboard.ts";
import type { Session } from "../../app/account/session.ts";
import { AppError, type ErrorCode } from "../../app/errors.ts";

/** The account a scene begins with. */
export interface FakeAccount {
  readonly email: string;
  readonly keeping: Session["keeping"];
  /** Whether a session is kept from before. */
  readonly isSignedIn: boolean;
  readonly balances: readonly Balance[];
  readonly blocks: readonly AccountBlock[];
  readonly usage: AccountUsage;
  /** What is known from the run before. */
  readonly cache?: KnownBalances | undefined;
  /** How the service answers at first: with a failure, or never; undefined: with the balances. */
  readonly answer?: ErrorCode | "never" | undefined;
}

interface Waiting {
  readonly resolve: (session: Session) => void;
  readonly reject: (error: AppError) => void;
}

/** A service in memory; a test finishes its sign-ins and breaks it. */
export class FakeDashboard implements Dashboard {
  readonly account: FakeAccount;
  readonly #now: () => Date;
  readonly #getAddress: () => string;
  answer: FakeAccount["answer"];
  balancesNow: readonly Balance[];
  /** The addresses that the browser was sent to. */
  readonly pagesOpened: string[] = [];
  #waiting: Waiting | undefined;

  constructor(account: FakeAccount, now: () => Date, getAddress: () => string) {
    this.account = account;
    this.answer = account.answer;
    this.balancesNow = account.balances;
    this.#now = now;
    this.#getAddress = getAddress;
  }

  async restore(): Promise<Session | undefined> {
    return this.account.isSignedIn ? this.#session : undefined;
  }

  async signIn({ kind }: { readonly kind: string }): Promise<Session> {
    if (this.#getAddress() === "") throw new AppError("SIGN_IN_UNAVAILABLE");
    if (kind === "token") return this.#session;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  /** What happens once the person is done in the browser. */
  finishSignIn(): void {
    this.answer = undefined;
    this.#waiting?.resolve(this.#session);
  }

  cancelSignIn(): void {
    this.#waiting?.reject(new AppError("SIGN_IN_CANCELLED"));
  }

  async signOut() {
    return { isRevoked: this.answer === undefined };
  }

  async balances() {
    await this.#reach();
    return { asOf: this.#now().toISOString(), balances: this.balancesNow };
  }

  async blocks() {
    await this.#reach();
    return this.account.blocks;
  }

  async usage() {
    await this.#reach();
    return this.account.usage;
  }

  async openPage(address: string): Promise<void> {
    this.pagesOpened.push(address);
  }

  get #session(): Session {
    return { email: this.account.email, keeping: this.account.keeping };
  }

  async #reach(): Promise<void> {
    if (this.answer === "never") await new Promise(() => undefined);
    else if (this.answer) throw new AppError(this.answer);
  }
}
