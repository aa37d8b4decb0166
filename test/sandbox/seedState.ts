import { generateKeyPairSync, randomBytes } from "node:crypto";
import { demoAccount } from "./accounts/demoAccount.ts";
import { hashPassword } from "./accounts/password.ts";
import { newProxyToken } from "./balances/newProxyToken.ts";
import { spreadUsage } from "./balances/spreadUsage.ts";
import type { Balance, SandboxState } from "./sandboxState.ts";

type Seed = Pick<Balance, "id" | "providerId" | "name" | "service" | "source"> & {
  readonly granted: number;
  readonly remaining: number;
  /** Days from now until it expires. */
  readonly days: number;
};

const seeds: readonly Seed[] = [
  {
    id: "bal_pay",
    providerId: "photonmark-codex-pay",
    name: "PhotonMark Codex Pay",
    service: "pay",
    source: "top-up",
    granted: 5000,
    remaining: 3842,
    days: 180,
  },
  {
    id: "bal_pay_bonus",
    providerId: "photonmark-codex-pay-bonus-7f3a",
    name: "PhotonMark Codex Pay Bonus",
    service: "pay",
    source: "bonus",
    granted: 1000,
    remaining: 760,
    days: 6,
  },
  {
    id: "bal_boost",
    providerId: "photonmark-codex-boost",
    name: "PhotonMark Codex Boost",
    service: "boost",
    source: "top-up",
    granted: 3000,
    remaining: 2455,
    days: 90,
  },
  {
    id: "bal_link",
    providerId: "photonmark-codex-link",
    name: "PhotonMark Codex Link",
    service: "link",
    source: "subscription",
    granted: 990,
    remaining: 990,
    days: 28,
  },
  {
    id: "bal_expired",
    providerId: "photonmark-codex-boost-grant-2c9e",
    name: "PhotonMark Codex Boost Grant",
    service: "boost",
    source: "grant",
    granted: 500,
    remaining: 120,
    days: -12,
  },
];

const dayMs = 86_400_000;

/** The state of a sandbox that was never used: one account with five balances and a month of usage. */
export function seedState(now: Date): SandboxState {
  const at = (days: number) => new Date(now.getTime() + days * dayMs).toISOString();
  const balances = seeds.map(
    ({ days, ...seed }): Balance => ({
      ...seed,
      accountId: demoAccount.id,
      chargedBy: seed.service === "link" ? "period" : "token",
      currency: "USD",
      expiresAt: at(days),
      createdAt: at(-45),
      proxyToken: newProxyToken(seed.service),
      tokenIssuedAt: at(-45),
    }),
  );
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    version: 1,
    accounts: [
      {
        id: demoAccount.id,
        email: demoAccount.email,
        name: demoAccount.name,
        passwordHash: hashPassword(demoAccount.password),
        isVerified: true,
        verificationCode: randomBytes(16).toString("hex"),
        createdAt: at(-60),
      },
    ],
    balances,
    usage: balances.flatMap((balance) => spreadUsage(balance, now)),
    pageSessions: [],
    oauthRecords: {},
    cookieKey: randomBytes(32).toString("hex"),
    signingKey: { ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig" },
  };
}
