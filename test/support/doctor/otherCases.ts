import { balance, type DoctorCase, table, usePay } from "./doctorCase.ts";

const pay = table("pay");
const boost = table("boost");
const note = (reason: string) => `# PhotonMark Codex: commented out, ${reason}\n`;
const files = (name: string) => note(`profiles are now files: ${name}.config.toml`);

/** Settings that Codex no longer takes. */
export const retiredCases: readonly DoctorCase[] = [
  {
    id: "legacy-profile",
    name: "at the root",
    text: `profile = "work"\n${usePay}${pay}`,
    at: 'profile = "work"',
    fixed: `${files("work")}# profile = "work"\n${usePay}${pay}`,
    miss: `${usePay}${pay}[tui]\nprofile = "work"\n`,
    codexBefore: /legacy `profile = "work"` config is no longer supported/,
    codexAfter: "photonmark-codex-pay",
  },
  {
    id: "legacy-profiles-table",
    name: "with a table of its own below",
    text: `${usePay}${pay}\n[profiles.work]\nmodel = "x" # y\n[profiles.work.windows]\nsandbox = "elevated"\n`,
    severity: "warning",
    at: "[profiles.work]",
    fixed: `${usePay}${pay}\n${files("work")}# [profiles.work]\n# model = "x" # y\n# [profiles.work.windows]\n# sandbox = "elevated"\n`,
    miss: `${usePay}${pay}\n[profiles]\n`,
    codexBefore: { uses: "photonmark-codex-pay" },
    codexAfter: "photonmark-codex-pay",
  },
  {
    id: "legacy-profiles-table",
    name: "dotted",
    text: `${usePay}profiles.work.model = "x"\n${pay}`,
    severity: "warning",
    at: 'profiles.work.model = "x"',
    fixed: `${usePay}${files("work")}# profiles.work.model = "x"\n${pay}`,
    miss: `${usePay}${pay}`,
    codexBefore: { uses: "photonmark-codex-pay" },
    codexAfter: "photonmark-codex-pay",
  },
  {
    id: "approval-untrusted",
    name: "at the root",
    text: `${usePay}approval_policy = "untrusted"\n${pay}`,
    at: 'approval_policy = "untrusted"',
    fixed: `${usePay}${note("Codex no longer supports it")}# approval_policy = "untrusted"\n${pay}`,
    miss: `${usePay}approval_policy = "on-request"\n${pay}`,
    codexBefore: /approval_policy = "untrusted" is no longer supported/,
    codexAfter: "photonmark-codex-pay",
  },
];

const boostBalance = balance({
  id: "b-boost",
  providerId: "photonmark-codex-boost",
  name: "Boost",
  isInUse: false,
});

/** What the balances and the installed Codex tell. */
export const outsideCases: readonly DoctorCase[] = [
  {
    id: "balance-empty",
    name: "another one can serve",
    text: `${usePay}${pay}${boost}`,
    isUnsafe: true,
    facts: { balances: [balance({ status: "empty" }), boostBalance] },
    fixed: `model_provider = "photonmark-codex-boost"\n${pay}${boost}`,
    miss: `${usePay}${pay}${boost}`,
    missFacts: { balances: [balance({ status: "low" }), boostBalance] },
  },
  {
    id: "balance-expired",
    name: "another one can serve",
    text: `${usePay}${pay}${boost}`,
    isUnsafe: true,
    facts: { balances: [balance({ status: "expired" }), boostBalance] },
    fixed: `model_provider = "photonmark-codex-boost"\n${pay}${boost}`,
    miss: `${usePay}${pay}${boost}`,
    missFacts: { balances: [balance({ daysLeft: 1 }), boostBalance] },
  },
  {
    id: "balance-expired",
    name: "no other one",
    text: `${usePay}${pay}`,
    facts: { balances: [balance({ status: "expired" }), boostBalance] },
    miss: `model_provider = "photonmark-codex-boost"\n${pay}${boost}`,
  },
  {
    id: "codex-rejects",
    name: "a setting that nobody here knows of",
    text: `${usePay}personality = "grumpy"\n${pay}`,
    at: 'personality = "grumpy"',
    isUnsafe: true,
    facts: {
      codex: { status: "rejected", message: "unknown variant `grumpy`", line: 2, column: 15 },
    },
    fixed: `${usePay}${note("Codex does not accept it")}# personality = "grumpy"\n${pay}`,
    miss: `${usePay}personality = "friendly"\n${pay}`,
    missFacts: {
      codex: { status: "accepted", version: "0.169.0", effectiveProviderId: undefined },
    },
    codexBefore: /unknown variant `grumpy`/,
    codexAfter: "photonmark-codex-pay",
  },
  {
    id: "codex-rejects",
    name: "without a place",
    text: `${usePay}${pay}`,
    facts: {
      codex: { status: "rejected", message: "no", line: undefined, column: undefined },
    },
    miss: `approval_policy = "untrusted"\n${usePay}${pay}`,
  },
  {
    id: "codex-outdated",
    name: "a newer one is known",
    text: `${usePay}${pay}`,
    severity: "info",
    facts: {
      codex: { status: "accepted", version: "0.169.0", effectiveProviderId: undefined },
      surroundings: {
        authFile: undefined,
        variables: [],
        overlays: [],
        managed: [],
        looseFiles: [],
        switchers: [],
        latestCodexVersion: "0.170.0",
      },
    },
    miss: `${usePay}${pay}`,
    missFacts: {
      codex: { status: "accepted", version: "0.170.0", effectiveProviderId: undefined },
    },
  },
  {
    id: "no-codex",
    name: "nowhere",
    text: `${usePay}${pay}`,
    severity: "info",
    facts: { codex: { status: "notFound" } },
    miss: `${usePay}${pay}`,
    missFacts: { codex: { status: "failed", reason: "timedOut", message: "" } },
  },
  ...(["noLibrary", "noService", "noBus"] as const).map(
    (notificationTrouble): DoctorCase => ({
      id: "notifications-unavailable",
      name: notificationTrouble,
      text: `${usePay}${pay}`,
      severity: "info",
      variant: notificationTrouble,
      facts: { notificationTrouble },
      miss: `${usePay}${pay}`,
      missFacts: { notificationTrouble: undefined },
    }),
  ),
];
