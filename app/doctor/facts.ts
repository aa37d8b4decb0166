import type { BalanceView } from "../account/balances.ts";
import type { AccountBlock } from "../account/dashboard.ts";
import type { CodexCheck } from "../codex/codexProgram.ts";
import type { NotificationTrouble } from "../desktopPorts.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import type { AuthFacts } from "../surroundings/authFile.ts";
import type { KeyKind } from "../surroundings/keyKind.ts";
import type { StartFileLanguage } from "../surroundings/startFileLanguage.ts";

/** Everything a diagnosis rests on. Holds secrets (the config's text); stays in the main process. */
export interface DoctorFacts {
  readonly now: Date;
  readonly config: ConfigSnapshot;
  readonly codex: CodexCheck;
  /** Of the account, in the order the views show them. */
  readonly balances: readonly BalanceView[];
  /** The account's blocks, by which a provider can be put back. */
  readonly blocks: readonly AccountBlock[];
  readonly surroundings: SurroundingFacts;
  /** Whether `surroundings` were looked at; what is not in them may be there otherwise. */
  readonly hasLookedAround: boolean;
  /** Undefined also where the user does not want to be told anything. */
  readonly notificationTrouble: NotificationTrouble | undefined;
}

/** What was found around config.toml. Values of variables and keys are not in it, only what kind they are. */
export interface SurroundingFacts {
  /** Undefined: there is none. */
  readonly authFile: AuthFileFacts | undefined;
  /** All variables of this process, and those of the user's environment, `$CODEX_HOME/.env` and shell start files. */
  readonly variables: readonly VariableFact[];
  /** `<name>.config.toml` in the home. */
  readonly overlays: readonly TomlFileFacts[];
  /** The administrator's files, the strongest last. */
  readonly managed: readonly TomlFileFacts[];
  readonly looseFiles: readonly LooseFile[];
  readonly switchers: readonly SwitcherFact[];
  /** The newest Codex that the installed one knows of; undefined: it has not looked. */
  readonly latestCodexVersion: string | undefined;
}

/** `auth.json` of the home, without anything secret. */
export interface AuthFileFacts {
  readonly path: string;
  readonly content: AuthFacts;
}

/** An environment variable that some place sets to something. */
export interface VariableFact {
  readonly name: string;
  readonly kind: KeyKind;
  readonly origin:
    | { readonly kind: "process" }
    /** Windows: the user's environment; macOS: launchctl. */
    | { readonly kind: "userEnvironment"; readonly system: "windows" | "macos" }
    /** Universal variables of fish, which its own command changes. */
    | { readonly kind: "fishUniversal"; readonly path: string }
    | {
        readonly kind: "file";
        readonly path: string;
        readonly language: StartFileLanguage;
        /** `.env` of the Codex home, a file of the user's, or one that is there for all users. */
        readonly owner: "codexHome" | "user" | "system";
        /** 1-based. */
        readonly line: number;
        /** Whether its lines hold nothing else. */
        readonly standsAlone: boolean;
      };
}

/** A TOML file beside config.toml that can change what Codex does. */
export interface TomlFileFacts {
  readonly path: string;
  /** The overlay's name, or the file's. */
  readonly name: string;
  /** Undefined: it cannot be read as UTF-8. */
  readonly text: string | undefined;
}

/** A file with secrets that others on this computer may read. */
export interface LooseFile {
  readonly path: string;
  /** Such as `0644`. */
  readonly mode: string;
}

/** Another program that writes config.toml. */
export interface SwitcherFact {
  readonly program: SwitcherId;
  readonly isRunning: boolean;
}

/** The programs that are known to write config.toml, each in its own way. */
export type SwitcherId = "ccSwitch" | "codexPlusPlus" | "signalman" | "codexSwitcher";

/** Before anybody has looked around. */
export const noSurroundings: SurroundingFacts = {
  authFile: undefined,
  variables: [],
  overlays: [],
  managed: [],
  looseFiles: [],
  switchers: [],
  latestCodexVersion: undefined,
};
