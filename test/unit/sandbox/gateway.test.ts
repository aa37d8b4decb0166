import { describe, expect, test } from "vitest";
import { addBalance, debit } from "../../sandbox/balances/balanceLedger.ts";
import { turnCost } from "../../sandbox/gateway/turnCost.ts";
import { serverSentEvent, turnEvents } from "../../sandbox/gateway/turnEvents.ts";
import { createTurnRate } from "../../sandbox/gateway/turnRate.ts";
import { seedState } from "../../sandbox/seedState.ts";

const now = new Date("2026-11-22T12:00:00Z");

function freshBalance(service: "pay" | "link", granted: number) {
  const state = seedState(now);
  const given = { accountId: "acct_demo", service, source: "grant", granted, days: 1 } as const;
  return { state, balance: addBalance(state, given, now) };
}

describe("what a turn costs", () => {
  test("is a whole number of cents, rounded up, at least one", () => {
    const { balance } = freshBalance("pay", 100);
    expect(turnCost(balance, "gpt-5-codex", { input: 4, output: 4 }).cost).toBe(1);
    // 40 000 tokens at 125 cents a million are 5 cents, 1 000 at 1 000 are 1.
    const bytes = { input: 160_000, output: 4_000 };
    expect(turnCost(balance, "gpt-5-codex", bytes)).toEqual({
      inputTokens: 40_000,
      outputTokens: 1_000,
      cost: 6,
    });
    expect(turnCost(balance, "gpt-5-mini", bytes).cost).toBe(2);
  });

  test("is nothing on a balance that is paid by period", () => {
    const { balance } = freshBalance("link", 990);
    expect(turnCost(balance, "gpt-5-codex", { input: 400_000, output: 4_000 }).cost).toBe(0);
  });

  test("comes off the balance and into the day's usage, down to zero and no further", () => {
    const { state, balance } = freshBalance("pay", 5);
    const turn = { inputTokens: 10, outputTokens: 2, cost: 3 };
    expect([debit(state, balance, turn, now), balance.remaining]).toEqual([3, 2]);
    expect([debit(state, balance, turn, now), balance.remaining]).toEqual([2, 0]);
    expect(state.usage.filter(({ balanceId }) => balanceId === balance.id)).toEqual([
      {
        balanceId: balance.id,
        date: "2026-11-22",
        requests: 2,
        inputTokens: 20,
        outputTokens: 4,
        cost: 5,
      },
    ]);
  });
});

describe("the stream of a turn", () => {
  const answer = {
    id: "resp_1",
    model: "gpt-5-codex",
    createdAt: 1,
    text: "three short  words",
    consumption: { inputTokens: 7, outputTokens: 3, cost: 1 },
  };
  const events = turnEvents(answer);

  test("starts, adds up to the text and ends with the usage", () => {
    expect(events[0]?.type).toBe("response.created");
    const deltas = events.filter(({ type }) => type === "response.output_text.delta");
    expect(deltas.length).toBe(3);
    expect(deltas.map(({ delta }) => delta).join("")).toBe(answer.text);
    expect(events.at(-1)).toMatchObject({
      type: "response.completed",
      response: { status: "completed", usage: { input_tokens: 7, total_tokens: 10 } },
    });
  });

  test("goes over the line with the event's name and number", () => {
    const [first] = events;
    if (!first) throw new Error("no event");
    const text = serverSentEvent(first, 4);
    expect(text).toMatch(/^event: response\.created\ndata: \{.*\}\n\n$/);
    expect(JSON.parse(text.split("data: ")[1] ?? "")).toEqual({ ...first, sequence_number: 4 });
  });
});

test("the turn above the limit waits until the oldest is a minute old", () => {
  const rate = createTurnRate();
  expect([rate.note("a", 2, 0), rate.note("a", 2, 20_000)]).toEqual([0, 0]);
  expect(rate.note("a", 2, 30_500)).toBe(30);
  expect(rate.note("b", 2, 30_500)).toBe(0);
  expect(rate.note("a", 2, 60_000)).toBe(0);
  expect(rate.note("a", 2, 60_000)).toBe(20);
});
