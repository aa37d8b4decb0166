import type { FindingId } from "../../../app/doctor/finding.ts";

/** Where the real Codex is seen before a fix and after it, or why it cannot show a finding. */
export type CodexProof =
  /** `doctor.test.ts` runs it with each case that says what Codex makes of it. */
  | "cases"
  /** A test by the words in its name, in a file of `test/codex`. */
  | { readonly file: string; readonly name: string }
  | { readonly cannot: string };

const credentials = (name: string): CodexProof => ({ file: "doctorCredentials.test.ts", name });
const surroundings = (name: string): CodexProof => ({ file: "surroundings.test.ts", name });

/** For every finding; one without does not compile. */
export const codexProofs: Readonly<Record<FindingId, CodexProof>> = {
  "unreadable-toml": "cases",
  "not-utf8": { file: "doctor.test.ts", name: "not-utf8: a file that is saved as UTF-16" },
  "duplicate-model-provider": "cases",
  "duplicate-key": "cases",
  "duplicate-table": "cases",
  "misplaced-model-provider": "cases",
  "misplaced-global-key": "cases",
  "missing-provider": "cases",
  "not-photonmark": "cases",
  "old-provider": "cases",
  "reserved-provider-id": "cases",
  "empty-provider-name": "cases",
  "wrong-type": "cases",
  "wire-api-chat": "cases",
  "conflicting-auth": "cases",
  "missing-base-url": credentials("goes to OpenAI where missing-base-url is found"),
  "no-auth-method": credentials('"no-auth-method", "Pay without a key"'),
  "malformed-token": credentials('"malformed-token", "blanks around it"'),
  "env-key-openai": credentials('"env-key-openai", "beside the provider\'s own key"'),
  "env-key-unset": credentials("is none where env-key-unset is found"),
  "pay-requires-openai-auth": credentials("where pay-requires-openai-auth is found"),
  "openai-key-in-config": credentials('"openai-key-in-config", "as the key of'),
  "openai-key-in-auth-json": surroundings("openai-key-in-auth-json: a key"),
  "openai-key-in-env": surroundings("openai-key-in-env: a key that a start file exports"),
  "legacy-profile": "cases",
  "legacy-profiles-table": "cases",
  "approval-untrusted": "cases",
  "overlay-overrides": surroundings("overlay-overrides: an overlay"),
  "managed-config-overrides": surroundings("managed-config-overrides: a file"),
  "loose-permissions": surroundings("loose-permissions: files that others may read"),
  "not-logged-in": surroundings("not-logged-in: Boost without a login"),
  "balance-empty": credentials('"balance-empty", "empty"'),
  "balance-expired": credentials('"balance-expired", "expired"'),
  "other-switcher": { cannot: "It is another program, and Codex knows nothing of it." },
  "codex-rejects": "cases",
  "codex-outdated": { cannot: "It takes a newer Codex than the newest there is." },
  "no-codex": { cannot: "There is no Codex that could show it." },
  "notifications-unavailable": { cannot: "It is about the desktop, and Codex asks nothing of it." },
};

/** Why a finding has no fix in any of its cases. */
export const neverFixed: Readonly<Partial<Record<FindingId, string>>> = {
  "managed-config-overrides": "The file belongs to an administrator.",
  "not-logged-in": "Only the user can sign in.",
  "other-switcher": "What another program does is set up there.",
  "codex-outdated": "Codex updates itself.",
  "no-codex": "This program installs nothing.",
  "notifications-unavailable": "This program installs nothing.",
};
