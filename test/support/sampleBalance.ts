import type { Balance } from "../../app/account/balances.ts";

/** A balance of $30, $12.30 of it left, good for nine days after 2 January 2026. */
export function sampleBalance(change: Partial<Balance> = {}): Balance {
  return {
    id: "b1",
    providerId: "photonmark-codex-pay",
    name: "PhotonMark Pay",
    service: "pay",
    source: "top-up",
    chargedBy: "token",
    money: { currency: "USD", remaining: 1230, granted: 3000 },
    expiresAt: "2026-01-11T03:04:05.000Z",
    topUpUrl: "https://codex.example.test/top-up",
    ...change,
  };
}
