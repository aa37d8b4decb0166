import type { FindingId, Severity } from "./finding.ts";

/** What holds for every finding of an id. */
export interface Rule {
  /** Unless a finding says otherwise. */
  readonly severity: Severity;
  /** Whether its fix is part of Fix all, unless a finding says otherwise. */
  readonly isSafe: boolean;
  /** Whether Codex does not start with it (measured with Codex 0.169.0), which explains why Codex rejects a file. */
  readonly stopsCodex: boolean;
}

const stops: Rule = { severity: "error", isSafe: true, stopsCodex: true };
const misleads: Rule = { severity: "error", isSafe: true, stopsCodex: false };
const harmsLittle: Rule = { severity: "warning", isSafe: true, stopsCodex: false };
/** Concerns what the user chose: they are asked. */
const asksError: Rule = { severity: "error", isSafe: false, stopsCodex: false };
const asksWarning: Rule = { severity: "warning", isSafe: false, stopsCodex: false };
const tells: Rule = { severity: "info", isSafe: false, stopsCodex: false };

/** The rule for each finding; one without does not compile. */
export const rules: Readonly<Record<FindingId, Rule>> = {
  "unreadable-toml": stops,
  "not-utf8": stops,
  "duplicate-model-provider": stops,
  "duplicate-key": stops,
  "duplicate-table": stops,
  "misplaced-model-provider": misleads,
  "misplaced-global-key": harmsLittle,
  "missing-provider": stops,
  "not-photonmark": asksWarning,
  "old-provider": tells,
  "reserved-provider-id": stops,
  "empty-provider-name": stops,
  "wrong-type": stops,
  "wire-api-chat": stops,
  "conflicting-auth": stops,
  "missing-base-url": misleads,
  "no-auth-method": misleads,
  "malformed-token": misleads,
  "env-key-openai": misleads,
  "env-key-unset": misleads,
  "pay-requires-openai-auth": harmsLittle,
  "openai-key-in-config": harmsLittle,
  "openai-key-in-auth-json": harmsLittle,
  "openai-key-in-env": asksWarning,
  "legacy-profile": stops,
  "legacy-profiles-table": harmsLittle,
  "approval-untrusted": stops,
  "overlay-overrides": tells,
  "managed-config-overrides": asksWarning,
  "loose-permissions": harmsLittle,
  "not-logged-in": asksError,
  "balance-empty": asksError,
  "balance-expired": asksError,
  "other-switcher": tells,
  "codex-rejects": { ...asksError, stopsCodex: true },
  "codex-outdated": tells,
  "no-codex": tells,
  "notifications-unavailable": tells,
};
