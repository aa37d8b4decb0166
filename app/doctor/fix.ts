import type { Intent } from "../config/edit.ts";
import type { StartFileLanguage } from "../surroundings/startFileLanguage.ts";

/**
 * What the doctor can do about a finding: data, so that it can be shown before it is done. Each ends in a change of
 * one file that is backed up first and can be undone. Statements and lines are those of the facts it came from.
 */
export type Fix =
  /** Changes config.toml as any other edit does, proven by `verify`. */
  | { readonly kind: "editConfig"; readonly intents: readonly Intent[] }
  /** Writes config.toml anew: as UTF-8, or without characters that TOML does not know. */
  | { readonly kind: "recodeConfig"; readonly text: string }
  | OtherFileFix;

/** A fix of a file other than config.toml. */
export type OtherFileFix = {
  /** As the facts name it. Never comes from a view. */
  readonly path: string;
  readonly isOutsideHome: boolean;
} & OtherFileEdit;

/** What is done to a file other than config.toml. */
export type OtherFileEdit =
  /** Comments out whole lines of a shell's start file or of `.env`, below a line that says why. */
  | {
      readonly kind: "commentVariable";
      readonly language: StartFileLanguage;
      readonly name: string;
      /** 1-based, where an assignment begins; found again before it is changed. */
      readonly lines: readonly number[];
    }
  /** Takes the API key out of auth.json; everything else keeps its bytes. */
  | { readonly kind: "removeApiKey" }
  /** Changes another TOML file, such as an overlay. */
  | { readonly kind: "editToml"; readonly intents: readonly Intent[] }
  /** Leaves the file to its owner alone: mode 0600. */
  | { readonly kind: "makePrivate" };
