import { describe, expect, test } from "vitest";
import { fillDays, lastDays } from "../../app/account/usageDays.ts";
import { createApplication } from "../../app/application.ts";
import { AppError } from "../../app/errors.ts";
import { createFakePorts } from "../support/fakePorts.ts";
import { sampleBalance } from "../support/sampleBalance.ts";

async function signedIn() {
  const ports = createFakePorts("");
  ports.dashboard.items = [sampleBalance(), sampleBalance({ id: "b2" })];
  const application = createApplication(ports);
  await application.execute("signIn", { way: { kind: "device", onPrompt: () => {} } });
  return { ports, application };
}

describe("usage", () => {
  test("has every day of every balance, by the service's day, in its currency", async () => {
    const { application } = await signedIn();
    expect(await application.execute("readUsage", { days: 3 })).toEqual({
      ok: true,
      value: {
        timeZone: "UTC",
        from: "2025-12-31",
        to: "2026-01-02",
        balances: {
          b1: {
            currency: "USD",
            days: [
              { date: "2025-12-31", cost: 7 },
              { date: "2026-01-01", cost: 0 },
              { date: "2026-01-02", cost: 0 },
            ],
          },
          b2: {
            currency: "USD",
            days: ["2025-12-31", "2026-01-01", "2026-01-02"].map((date) => ({ date, cost: 0 })),
          },
          gone: {
            currency: "EUR",
            days: ["2025-12-31", "2026-01-01", "2026-01-02"].map((date) => ({ date, cost: 0 })),
          },
        },
      },
    });
  });

  test("fails as the service does", async () => {
    const { ports, application } = await signedIn();
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    expect(await application.execute("readUsage", { days: 30 })).toMatchObject({
      code: "DASHBOARD_UNREACHABLE",
    });
  });

  test("days run on over months, leap days and a change of the clocks", () => {
    expect(lastDays("2028-03-01", 3)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    const october = lastDays("2026-10-31", 30);
    expect(new Set(october).size).toBe(30);
    expect(october[0]).toBe("2026-10-02");
    expect(
      fillDays([{ date: "2026-10-01", cost: 5 }], october).every(({ cost }) => cost === 0),
    ).toBe(true);
  });
});

describe("topping up", () => {
  test("opens the address the service gave for the balance, and nothing else", async () => {
    const { ports, application } = await signedIn();
    expect(await application.execute("openTopUp", { balanceId: "b1" })).toMatchObject({ ok: true });
    expect(ports.dashboard.pagesOpened).toEqual(["https://codex.example.test/top-up"]);
    const unknown = await application.execute("openTopUp", { balanceId: "https://evil.example" });
    expect(unknown).toMatchObject({ code: "BALANCE_NOT_FOUND" });
    expect(ports.dashboard.pagesOpened).toHaveLength(1);
  });
});
