import type { Balance, KnownBalances } from "../../app/account/balances.ts";
import type { AccountBlock, AccountUsage, UsageDay } from "../../app/account/dashboard.ts";
import { blockOf } from "./fakeBlocks.ts";
import type { FakeAccount } from "./fakeDashboard.ts";

/** The moment at which every scene takes place, in local time. */
export const sceneTime = new Date("2026-11-22T14:30:00");

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(sceneTime.getTime() + hours * HOUR_MS).toISOString();
const inDays = (days: number) => inHours(days * 24);

type Given = Pick<Balance, "providerId" | "name" | "service"> & Partial<Balance>;

const balance = (given: Given): Balance => ({
  id: given.providerId.replace("photonmark-codex", "bal"),
  source: "top-up",
  chargedBy: "token",
  money: { currency: "USD", remaining: 1230, granted: 3000 },
  expiresAt: inDays(9.2),
  topUpUrl: "https://codex.photonmark.example/top-up",
  ...given,
});

const usd = (remaining: number, granted: number) => ({ currency: "USD", remaining, granted });

/** One of each kind, as an account has them. */
export const usualBalances: readonly Balance[] = [
  balance({ providerId: "photonmark-codex-pay", name: "PhotonMark Pay", service: "pay" }),
  balance({
    providerId: "photonmark-codex-boost",
    name: "PhotonMark Boost",
    service: "boost",
    money: usd(182, 2000),
    expiresAt: inDays(90.5),
  }),
  balance({
    providerId: "photonmark-codex-pay-bonus-7f3a",
    name: "PhotonMark Pay Bonus",
    service: "pay",
    source: "bonus",
    money: usd(760, 1000),
    expiresAt: inHours(17),
  }),
  balance({
    providerId: "photonmark-codex-link",
    name: "PhotonMark Link",
    service: "link",
    source: "subscription",
    chargedBy: "period",
    money: usd(990, 990),
    expiresAt: inDays(28.1),
  }),
  balance({
    providerId: "photonmark-codex-boost-grant-2c9e",
    name: "PhotonMark Boost Grant",
    service: "boost",
    source: "grant",
    money: usd(0, 500),
    expiresAt: inDays(12),
  }),
  balance({
    providerId: "photonmark-codex-pay-2025",
    name: "PhotonMark Pay 2025",
    service: "pay",
    money: usd(120, 500),
    expiresAt: inDays(-12),
  }),
];

/** The key of Boost was renewed since it was put into config.toml. */
const blocks: readonly AccountBlock[] = usualBalances.map(({ providerId, name }) => ({
  providerId,
  toml: blockOf(providerId, name, providerId.endsWith("boost") ? "renewed" : ""),
}));

/** Usage that looks like work: busy weeks, quiet weekends. */
function usageOf(seed: number): readonly UsageDay[] {
  return Array.from({ length: 30 }, (_, index) => {
    const day = new Date(sceneTime.getTime() - (29 - index) * 24 * HOUR_MS);
    const isWeekend = day.getUTCDay() % 6 === 0;
    const cost = isWeekend ? 0 : ((index * 7919 + seed * 104_729) % 97) + 4;
    return { date: day.toISOString().slice(0, 10), cost };
  }).filter(({ cost }) => cost > 12);
}

const usage: AccountUsage = {
  to: sceneTime.toISOString().slice(0, 10),
  balances: new Map(
    usualBalances
      .slice(0, 4)
      .map(({ id }, index) => [id, { currency: "USD", days: usageOf(index + 1) }] as const),
  ),
};

const known = (balances: readonly Balance[], hoursAgo: number): KnownBalances => ({
  asOf: inHours(-hoursAgo),
  fetchedAt: inHours(-hoursAgo),
  balances,
});

/** Somebody who is signed in and whose service answers. */
export const usualAccount: FakeAccount = {
  email: "person@example.com",
  keeping: { place: "keychain" },
  isSignedIn: true,
  balances: usualBalances,
  blocks,
  usage,
};

/** The accounts of the scenes, each with what is different in it. */
export const accounts = {
  usual: usualAccount,
  signedOut: { ...usualAccount, isSignedIn: false },
  memory: { ...usualAccount, keeping: { place: "memory", reason: "locked" } },
  expired: { ...usualAccount, cache: known(usualBalances, 26), answer: "SIGNED_OUT" },
  offline: { ...usualAccount, cache: known(usualBalances, 0.7), answer: "DASHBOARD_UNREACHABLE" },
  loading: { ...usualAccount, answer: "never" },
  failed: { ...usualAccount, answer: "DASHBOARD_BAD_ANSWER" },
  empty: { ...usualAccount, balances: [], blocks: [] },
  low: payIs({ money: usd(121, 3000) }),
  spent: payIs({ money: usd(0, 3000) }),
  over: payIs({ expiresAt: inDays(-0.5) }),
  /** Two names that differ at their ends alone. */
  alike: {
    ...usualAccount,
    balances: usualBalances.slice(0, 2).map((one) => ({
      ...one,
      name: one.name.replace("PhotonMark", "PhotonMark Codex"),
    })),
  },
  /** Nobody has worked with any of it. */
  unused: {
    ...usualAccount,
    usage: {
      ...usage,
      balances: new Map(usualBalances.map(({ id }) => [id, { currency: "USD", days: [] }])),
    },
  },
  many: {
    ...usualAccount,
    email: "the.research.and.tools.department@a-very-long-company-name.example",
    balances: Array.from({ length: 50 }, (_, index) => manyAt(index)),
  },
} as const satisfies Readonly<Record<string, FakeAccount>>;

/** The usual account, but for what is known of its first balance. */
function payIs(known: Partial<Balance>): FakeAccount {
  const balances = usualBalances.map((one, index) => (index === 0 ? { ...one, ...known } : one));
  return { ...usualAccount, balances };
}

function manyAt(index: number): Balance {
  const services = ["pay", "boost", "link"] as const;
  const service = services[index % 3] ?? "pay";
  const tail = index % 7 === 0 ? "-a-very-long-name-for-a-team-that-has-many-balances-2026" : "";
  const isLong = index % 5 === 0;
  return balance({
    providerId: `photonmark-codex-${service}-${index + 1}${tail}`,
    name: isLong
      ? `Balance ${index + 1} of the research and tools department`
      : `Balance ${index + 1}`,
    service,
    money: isLong
      ? { currency: "CNY", remaining: 1_234_567_89, granted: 9_999_999_99 }
      : usd(index * 60, 3000),
    expiresAt: inDays(index * 7 - 20),
  });
}
