/**
 * What config.toml is compared with: its items as our last write left them, or as the user accepted them. It holds no
 * value of the file, but for the id of the active provider.
 */
export interface Baseline {
  /** Random, and part of everything that is hashed, so that hashes of two homes cannot be compared. */
  readonly salt: string;
  readonly items: Items;
}

/** What is watched in config.toml. */
export interface Items {
  readonly active?: string | undefined;
  /** By id: the hashes of the settings that decide, by name. */
  readonly providers: Readonly<Record<string, Settings>>;
  /** The paths of the settings that hold a key of OpenAI's platform. */
  readonly keys: readonly string[];
}

/** Hashes by the name of the setting. */
export type Settings = Readonly<Record<string, string>>;

/** Something in config.toml that another program has changed. */
export type DriftChange =
  | { readonly kind: "activeReplaced"; readonly was: string; readonly is: string | undefined }
  | { readonly kind: "providerRemoved"; readonly id: string }
  /** `fields` are names of settings, without their values. */
  | { readonly kind: "providerAltered"; readonly id: string; readonly fields: readonly string[] }
  /** A key of OpenAI's platform stands where none did; `key` is the setting's name. */
  | { readonly kind: "keyAppeared"; readonly key: string };

/** What has changed, for people, with hashes that name it. */
export interface Drift {
  /** Names all of it. */
  readonly key: string;
  readonly changes: readonly DriftChange[];
  /** For each change, hashes of what it consists of; they stay the same until that itself changes again. */
  readonly parts: readonly (readonly string[])[];
}
