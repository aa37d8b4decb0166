import type { Fix } from "./fix.ts";

/** Everything the doctor can find. The words for each are in `i18n/locales/<language>/doctor.json`. */
export const findingIds = [
  "unreadable-toml",
  "not-utf8",
  "duplicate-model-provider",
  "duplicate-key",
  "duplicate-table",
  "misplaced-model-provider",
  "misplaced-global-key",
  "missing-provider",
  "not-photonmark",
  "old-provider",
  "reserved-provider-id",
  "empty-provider-name",
  "wrong-type",
  "wire-api-chat",
  "conflicting-auth",
  "missing-base-url",
  "no-auth-method",
  "malformed-token",
  "env-key-openai",
  "env-key-unset",
  "pay-requires-openai-auth",
  "openai-key-in-config",
  "openai-key-in-auth-json",
  "openai-key-in-env",
  "legacy-profile",
  "legacy-profiles-table",
  "approval-untrusted",
  "overlay-overrides",
  "managed-config-overrides",
  "loose-permissions",
  "not-logged-in",
  "balance-empty",
  "balance-expired",
  "other-switcher",
  "codex-rejects",
  "codex-outdated",
  "no-codex",
  "notifications-unavailable",
] as const;

/** One of {@link findingIds}. */
export type FindingId = (typeof findingIds)[number];

/**
 * `error`: Codex does not work, or money or a key goes where it should not. `warning`: it may soon, or something the
 * user set has no effect. `info`: good to know.
 */
export type Severity = "error" | "warning" | "info";

/** Where something was found. Line and column are 1-based; columns count UTF-16 code units. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Facts that fill the sentences of a finding: names, ids, paths, counts. Never a secret. */
export type FindingDetails = Readonly<Record<string, string | number>>;

/** Something the doctor noticed. Stays in the main process: its fix may hold text of the user's files. */
export interface Finding {
  readonly id: FindingId;
  /** Names this finding among all; the same as long as the same thing is wrong. Never a secret. */
  readonly key: string;
  readonly severity: Severity;
  readonly place?: Place;
  readonly details: FindingDetails;
  /** Chooses among the words of the id, where there are several (`fix_table`). */
  readonly variant?: string;
  readonly fix?: Fix;
  /** Whether the fix may be part of Fix all; undefined: as the registry says. */
  readonly isSafe?: boolean;
  /** Whether Codex does not start because of it; undefined: as the registry says. */
  readonly stopsCodex?: boolean;
}

/** What a view may know of a finding. */
export interface FindingView {
  readonly id: FindingId;
  readonly key: string;
  readonly severity: Severity;
  readonly place: Place | undefined;
  readonly details: FindingDetails;
  readonly variant: string | undefined;
  readonly fix:
    | {
        /** Whether Fix all includes it. */
        readonly isSafe: boolean;
        /** The file it changes. */
        readonly file: string;
        /** It lies outside the Codex home, so that it is changed only after its own yes. */
        readonly isOutsideHome: boolean;
      }
    | undefined;
}

/** What a family reports; {@link Finding.severity} comes from the registry unless it is given. */
export type Report = Omit<Finding, "severity"> & { readonly severity?: Severity };
