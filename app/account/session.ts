/** Where a session is kept: until the user signs out, or only until the program ends, and then why. */
export type Keeping =
  | { readonly place: "keychain" }
  | { readonly place: "memory"; readonly reason: "missing" | "locked" | "denied" };

/** A session as the application may know it: who is signed in, never the token. */
export interface Session {
  readonly email: string;
  readonly keeping: Keeping;
}

/** What a person types on another device to sign this one in (RFC 8628). */
export interface DevicePrompt {
  readonly userCode: string;
  readonly verificationUrl: string;
  /** The address that has the code in it already, where the service gives one. */
  readonly completeUrl: string | undefined;
}

/** How to sign in. */
export type SignInWay =
  | { readonly kind: "browser" }
  | { readonly kind: "device"; readonly onPrompt: (prompt: DevicePrompt) => void }
  | { readonly kind: "token"; readonly token: string };

/** Keeps secrets in the keychain of the system, or in memory where there is none; never on disk. */
export interface SecretStore {
  /** @throws nothing: a keychain that cannot be read holds nothing for us */
  read(account: string): Promise<string | undefined>;
  write(account: string, secret: string): Promise<Keeping>;
  remove(account: string): Promise<void>;
}
