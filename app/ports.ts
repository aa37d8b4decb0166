import type { Balance, BalanceCache } from "./account/balances.ts";
import type { CodexProcesses } from "./codex/codexProcesses.ts";
import type { ProviderGateway } from "./codex/providerCheck.ts";
import type { BlockSource, Clipboard, FileViewer } from "./desktopPorts.ts";
import type { DiagnosticsPort } from "./doctor/diagnosticsPort.ts";
import type { OtherFiles, Surroundings, TextEncoding } from "./doctor/surroundings.ts";
import type { AppError } from "./errors.ts";
import type { LoginItem } from "./loginItem.ts";
import type { OnboardingStore } from "./onboarding/onboarding.ts";
import type { SettingsStore } from "./settings.ts";
import type { CodexCheckResult } from "./state.ts";

/** The config file at one moment. */
export interface ConfigSnapshot {
  /** The folder Codex reads: `$CODEX_HOME`, else `~/.codex`. */
  readonly home: string;
  /** `config.toml` in the home, as the user knows it. */
  readonly path: string;
  /** The file that is really read and written, after following symbolic links. */
  readonly realPath: string;
  readonly exists: boolean;
  /** The content with its byte order mark and line breaks; empty when the file is missing; undefined when it is not UTF-8. */
  readonly text: string | undefined;
  /** The content where the file is not UTF-8 but UTF-16 with a byte order mark, as some Windows programs save it. */
  readonly utf16Text?: string;
  /** SHA-256 of the bytes, in hex. */
  readonly revision: string;
}

/** Why a backup was taken. */
export type BackupReason = "activate" | "import" | "remove" | "restore" | "undo" | "fix";

/** A copy of config.toml, taken by this program or left by another tool. */
export interface Backup {
  readonly id: string;
  readonly reason: BackupReason | "foreign";
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Bytes. */
  readonly size: number;
}

/** What to put into the config file: a text, or the exact bytes of a backup. */
export type NewContent =
  | { readonly text: string }
  | {
      readonly backupId: string;
      /** What the user was shown of the backup; undefined when they were shown nothing. Other bytes are not written. */
      readonly expectedRevision: string | undefined;
    };

/** What a write did. `backupId` is undefined when nothing needed to change. */
export interface WriteReceipt {
  readonly snapshot: ConfigSnapshot;
  readonly backupId: string | undefined;
}

/** Reads and writes the config file and its backups; the only way to them. */
export interface HomeFiles {
  /** @throws AppError for a file that cannot be read */
  read(): Promise<ConfigSnapshot>;
  /**
   * Runs read → compute → backup → write under a lock, again from the start when another program changed the
   * file in between. `compute` must be pure. Equal content writes nothing.
   *
   * @throws AppError whatever `compute` throws, `CONFIG_CHANGED` when a backup does not have the expected revision,
   * or the reason the write failed; the old file is then in place. Only `READBACK_MISMATCH` comes after the write
   */
  update(
    reason: BackupReason,
    compute: (current: ConfigSnapshot) => NewContent,
  ): Promise<WriteReceipt>;
  /** The revision that a text would have as a file, in UTF-8 unless it is said otherwise. */
  revisionOf(text: string, encoding?: TextEncoding): string;
  /** Newest first. */
  listBackups(): Promise<readonly Backup[]>;
  /** @throws AppError `BACKUP_NOT_FOUND` */
  readBackup(id: string): Promise<{ readonly text: string | undefined; readonly revision: string }>;
  /** Where a backup is. @throws AppError `BACKUP_NOT_FOUND` */
  backupPath(id: string): Promise<string>;
  /**
   * What the config file was made by this program's last write, or what its user took for settled; a write under way
   * in another process of ours adds what it is about to write. Empty: nothing is settled yet.
   */
  readSettled(): Promise<readonly string[]>;
  /** Takes a text for settled. It is kept beside the backups, as it holds tokens. @throws AppError */
  keepSettled(text: string): Promise<void>;
  /** Calls back soon after anyone changes the config file; returns how to stop. */
  watch(onChange: () => void): () => void;
}

/** The user's own Codex. */
export interface CodexProgram {
  /** Asks Codex whether it accepts the home's config; takes 5 seconds at most and never throws. */
  check(home: string): Promise<CodexCheckResult>;
  /** Asks the user for the program to check with; undefined when they cancel. */
  choose(): Promise<string | undefined>;
}

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

/** What a page shows, as far as blocks may be in it. */
export interface PageTexts {
  /** The texts of the elements that hold code or can be copied from, in the page's order. */
  readonly parts: readonly string[];
  readonly whole: string;
}

/** Told what the pages of the service give while their window is open. Texts and files hold tokens. */
export interface DashboardWindowListener {
  /** A page was opened, or has changed. */
  onTexts(texts: PageTexts): void;
  /** The user downloaded a file there, or why it was not taken. */
  onDownload(content: Uint8Array | AppError): void;
  /** Where the pages' session is kept; undefined: there is none any more. */
  onSession(keeping: Keeping | undefined): void;
}

/** The service's own pages in a locked-down window, for a service that offers this program nothing else. */
export interface DashboardWindow {
  /**
   * Opens it, with the session that was kept, or brings it to the front.
   *
   * @throws AppError `DASHBOARD_ADDRESS_MISSING`, `DASHBOARD_ADDRESS_REFUSED`, `DASHBOARD_UNREACHABLE`
   */
  open(listener: DashboardWindowListener): Promise<void>;
  /** Where a session of an earlier run is kept; opens nothing. */
  kept(): Promise<Keeping | undefined>;
  /** Closes it and forgets its session on this computer; tells whether there was one. */
  forget(): Promise<boolean>;
}

/** Keeps secrets in the keychain of the system, or in memory where there is none; never on disk. */
export interface SecretStore {
  /** @throws nothing: a keychain that cannot be read holds nothing for us */
  read(account: string): Promise<string | undefined>;
  write(account: string, secret: string): Promise<Keeping>;
  remove(account: string): Promise<void>;
}

/** The time. */
export interface Clock {
  now(): Date;
  /** Calls back once after so many milliseconds; returns how to stop. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The program's own log; what goes in has been redacted by the adapter once more. */
export interface Log {
  info(message: string): void;
  error(message: string, error: unknown): void;
}

/** Everything the application needs from the machine. */
export interface Ports {
  readonly homeFiles: HomeFiles;
  readonly codexProgram: CodexProgram;
  readonly codexProcesses: CodexProcesses;
  readonly providerGateway: ProviderGateway;
  readonly blockSource: BlockSource;
  readonly clipboard: Clipboard;
  readonly fileViewer: FileViewer;
  readonly dashboard: Dashboard;
  readonly dashboardWindow: DashboardWindow;
  readonly surroundings: Surroundings;
  readonly otherFiles: OtherFiles;
  /** Undefined where nobody can write an archive. */
  readonly diagnostics?: DiagnosticsPort;
  readonly balanceCache: BalanceCache;
  readonly settingsStore: SettingsStore;
  readonly onboardingStore: OnboardingStore;
  readonly loginItem: LoginItem;
  readonly clock: Clock;
  readonly log: Log;
}
