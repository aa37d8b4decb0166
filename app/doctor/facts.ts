import type { BalanceView } from "../balances.ts";
import type { AccountBlock, ConfigSnapshot } from "../ports.ts";
import type { CodexCheck } from "../state.ts";

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
}

/** What was found around config.toml. Values of variables and keys are not in it, only what kind they are. */
export interface SurroundingFacts {
  /** Undefined: there is none. */
  readonly authFile: AuthFileFacts | undefined;
  /** Variables that count: of this process, the user's environment, `$CODEX_HOME/.env`, shell start files. */
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

/** What a key is by its shape: one of OpenAI's platform (`sk-…`), another text, or nothing. */
export type KeyKind = "openai" | "other" | "empty";

/** `auth.json` of the home, without anything secret. */
export interface AuthFileFacts {
  readonly path: string;
  readonly isReadable: boolean;
  /** The key `OPENAI_API_KEY`; undefined: absent or null. */
  readonly openaiKey: KeyKind | undefined;
  /** Whether it holds the tokens of a ChatGPT login. */
  readonly hasChatgptTokens: boolean;
  /** Its `auth_mode`, as far as it is one of Codex's own; undefined: none. */
  readonly mode: "apikey" | "chatgpt" | "other" | undefined;
}

/** An environment variable that some place sets. */
export interface VariableFact {
  readonly name: string;
  readonly kind: KeyKind;
  readonly origin:
    | { readonly kind: "process" }
    /** Windows: the user's environment; macOS: launchctl. */
    | { readonly kind: "userEnvironment" }
    | {
        readonly kind: "file";
        readonly path: string;
        /** `.env` of the Codex home, or a shell's start file. */
        readonly isDotEnv: boolean;
        /** 1-based. */
        readonly line: number;
        /** The whole line; it may hold a secret. */
        readonly text: string;
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
  readonly program: "CC Switch" | "Codex++" | "other";
  readonly name: string;
  readonly isRunning: boolean;
}

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
