import { describe, expect, it } from "vitest";
import { createChangeSignal } from "../../e2e/rig/changeSignal.ts";
import { patience } from "../../support/patience.ts";

describe("createChangeSignal", () => {
  it("answers at once when the state already fits", async () => {
    expect(await createChangeSignal().until(async () => "now", patience(), "it")).toBe("now");
  });

  it("misses no change that happens while it is reading", async () => {
    const changed = createChangeSignal();
    let state = 0;
    const found = changed.until(
      async () => {
        const seen = state;
        if (state < 3) {
          state += 1;
          changed.notify();
        }
        await Promise.resolve();
        return seen === 3 ? seen : undefined;
      },
      patience(),
      "three",
    );
    expect(await found).toBe(3);
  });

  it("says what it waited for and what it saw", async () => {
    const wait = createChangeSignal().until(
      async () => undefined,
      10,
      "the entry",
      () => "an empty menu",
    );
    await expect(wait).rejects.toThrow("the entry: nothing within 10 ms\nan empty menu");
  });

  it("passes on what the reading throws", async () => {
    const wait = createChangeSignal().until(
      () => Promise.reject(new Error("gone")),
      patience(),
      "it",
    );
    await expect(wait).rejects.toThrow("gone");
  });
});
