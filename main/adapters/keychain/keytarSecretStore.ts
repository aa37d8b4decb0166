import type { Keeping, SecretStore } from "../../../app/account/session.ts";
import type { Clock } from "../../../app/ports.ts";
import { systemClock } from "../systemClock.ts";
import { endThoughWaiting } from "./endThoughWaiting.ts";
import { createFileRemovals, type Removals } from "./fileRemovals.ts";
import { keychainProblem } from "./keychainProblem.ts";

/** As much of keytar as is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** What {@link createKeytarSecretStore} needs. */
export interface KeytarSecretStoreOptions {
  readonly clock: Clock;
  /** Loads the keychain of the system, once. */
  readonly load: () => Promise<Keychain>;
  /** Told once, when a call does not come back in time. */
  readonly onHanging: (isHanging: () => boolean) => void;
  /** Outlives the program; see `createFileRemovals`. */
  readonly removals: Removals;
}

/** Told what the keychain makes people wait for. */
export interface KeychainWatcher {
  /** The system probably asks for a password. */
  onWaiting(): void;
  /** A prompt that was given up was answered after all; entries that could not be read then can be now. */
  onAnswer(): void;
}

/** A {@link SecretStore} on the keychain of the system. */
export interface KeytarSecretStore extends SecretStore {
  watch(watcher: KeychainWatcher): void;
}

/** What the entries are filed under; keychain programs show it. The account of an entry is the service's origin. */
const SERVICE = "PhotonMark Codex";

/** The system may ask the person for a password; nobody else waits longer for that, in milliseconds. */
const LIMIT_MS = 10_000;

/** A keychain that asks nobody answers well before this, in milliseconds. */
const PROMPT_MS = 1_500;

type Problem = Extract<Keeping, { place: "memory" }>["reason"];
type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Keeps secrets in the macOS Keychain, the Windows Credential Manager, or the Secret Service of a Linux desktop:
 * one entry per service, which window and terminal share. What the keychain does not take stays in memory until
 * it does, or the program ends.
 */
export function createKeytarSecretStore(options: KeytarSecretStoreOptions): KeytarSecretStore {
  const { clock, load, onHanging, removals } = options;
  const watchers = new Set<KeychainWatcher>();
  /** What the keychain ought to hold and does not; undefined: an entry that ought to be gone. */
  const pending = new Map<string, string | undefined>();
  let keychain: Promise<Keychain> | undefined;
  let hanging: Promise<unknown> | undefined;
  let hasHung = false;
  let queue: Promise<unknown> = Promise.resolve();

  /** One call at a time: each holds one of the few threads that Node does its file work with. */
  function ask<Answer>(call: (keychain: Keychain) => Promise<Answer>): Promise<Outcome<Answer>> {
    const turn = queue.then(() => askNow(call));
    queue = turn;
    return turn;
  }

  async function askNow<Answer>(
    call: (keychain: Keychain) => Promise<Answer>,
  ): Promise<Outcome<Answer>> {
    if (hanging) return { ok: false, problem: "locked" };
    keychain ??= load();
    const settled = keychain.then(call).then(
      (answer): Outcome<Answer> => ({ ok: true, answer }),
      // The message of a keychain names no secret, but is not needed either.
      (error: unknown): Outcome<Answer> => ({ ok: false, problem: keychainProblem(error) }),
    );
    const stopNotice = clock.after(PROMPT_MS, () => {
      for (const { onWaiting } of watchers) onWaiting();
    });
    let stop = (): void => {};
    const late = new Promise<"late">((resolve) => {
      stop = clock.after(LIMIT_MS, () => resolve("late"));
    });
    const first = await Promise.race([settled, late]);
    stop();
    stopNotice();
    if (first !== "late") return first;
    hanging = settled.then(() => {
      hanging = undefined;
      void catchUp();
    });
    if (!hasHung) onHanging(() => hanging !== undefined);
    hasHung = true;
    return { ok: false, problem: "locked" };
  }

  /** After a prompt was answered at last: brings the keychain to where it ought to be by now. */
  async function catchUp(): Promise<void> {
    for (const [account, secret] of [...pending]) {
      if (secret === undefined) await store.remove(account);
      else await store.write(account, secret);
    }
    for (const { onAnswer } of watchers) onAnswer();
  }

  const store: KeytarSecretStore = {
    watch: (watcher) => void watchers.add(watcher),

    async read(account) {
      if (pending.has(account)) return pending.get(account);
      if (removals.has(account)) {
        await store.remove(account);
        return undefined;
      }
      const outcome = await ask((keys) => keys.getPassword(SERVICE, account));
      // Written meanwhile, while a prompt was open.
      if (pending.has(account)) return pending.get(account);
      return outcome.ok ? (outcome.answer ?? undefined) : undefined;
    },

    async write(account, secret) {
      pending.set(account, secret);
      const outcome = await ask((keys) => keys.setPassword(SERVICE, account, secret));
      if (!outcome.ok) return { place: "memory", reason: outcome.problem };
      if (pending.get(account) === secret) pending.delete(account);
      removals.delete(account);
      return { place: "keychain" };
    },

    async remove(account) {
      pending.set(account, undefined);
      removals.add(account);
      const outcome = await ask((keys) => keys.deletePassword(SERVICE, account));
      if (!outcome.ok || pending.get(account) !== undefined) return;
      pending.delete(account);
      removals.delete(account);
    },
  };
  return store;
}

const keychains = new Map<string, KeytarSecretStore>();

/** The keychain of this machine; `folder` is where this program keeps its data. */
export function machineKeychain(folder: string): KeytarSecretStore {
  const known = keychains.get(folder);
  if (known) return known;
  const keychain = createKeytarSecretStore({
    clock: systemClock,
    // Loaded with the first call: it brings a library of the system with it, which may not be there.
    load: async () => (await import("keytar")).default,
    onHanging: endThoughWaiting,
    removals: createFileRemovals(folder),
  });
  keychains.set(folder, keychain);
  return keychain;
}
