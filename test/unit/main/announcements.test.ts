import { beforeEach, describe, expect, test, vi } from "vitest";
import { createApplication } from "../../../app/application.ts";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import type { Language } from "../../../app/i18n/languages.ts";
import { createAnnouncements } from "../../../main/announcements.ts";
import { createFakePorts } from "../../support/fakePorts.ts";
import { sampleBalance } from "../../support/sampleBalance.ts";

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
  readonly action: { readonly label: string; run(): void } | undefined;
}

const system = vi.hoisted(() => ({ isThere: true, shown: [] as Shown[] }));
vi.mock("../../../main/notifications.ts", () => ({
  notify(title: string, body: string, onClick: () => void, action: Shown["action"]) {
    if (system.isThere) system.shown.push({ title, body, onClick, action });
    return system.isThere;
  },
}));

const config = `model_provider = "photonmark-codex-pay"

[model_providers.photonmark-codex-pay]
name = "Pay"
base_url = "https://codex.example.test/pay/v1"
`;
const low = { currency: "USD", remaining: 300, granted: 3000 };
const other = sampleBalance({ id: "b2", providerId: "photonmark-codex-boost", name: "Boost" });

beforeEach(() => {
  system.isThere = true;
  system.shown.length = 0;
});

/** What outlives a run, and how often it was written. */
function notifiedInMemory() {
  const alerts = new Set<string>();
  let drift: readonly string[] = [];
  return {
    alerts,
    writes: 0,
    has: (key: string) => alerts.has(key),
    add(key: string) {
      this.writes += 1;
      alerts.add(key);
    },
    hasDrift: (part: string) => drift.includes(part),
    keepDrift(parts: readonly string[]) {
      if (parts.join() !== drift.join()) this.writes += 1;
      drift = parts;
    },
  };
}

async function start({ language = "en" as Language, notified = notifiedInMemory() } = {}) {
  const ports = createFakePorts(config);
  ports.dashboard.items = [sampleBalance()];
  const application = createApplication(ports);
  await application.execute("reload", {});
  await application.execute("signIn", { way: { kind: "device", onPrompt: () => {} } });
  const { t } = createTranslations(language);
  const opened: number[] = [];
  const open = () => opened.push(1);
  const announcements = createAnnouncements(application, () => ({ t, language }), open, notified);
  application.subscribe((state) => announcements.tellAlerts(state));
  return {
    ...{ ports, application, announcements, opened, notified },
    async become(...items: (typeof other)[]) {
      ports.dashboard.items = items;
      await application.execute("refreshBalances", {});
      return system.shown;
    },
  };
}

describe("a balance that runs low", () => {
  test("is told once, and not again after a restart", async () => {
    const { become, notified } = await start();
    await become(sampleBalance({ money: low }));
    const shown = await become(sampleBalance({ money: { ...low, remaining: 200 } }));
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ["PhotonMark Pay is running low", "$3.00 left of $30.00."],
    ]);
    await (await start({ notified })).become(sampleBalance({ money: low }));
    expect(shown).toHaveLength(1);
  });

  test("is told again after it got more money", async () => {
    const { become } = await start();
    await become(sampleBalance({ money: low }));
    const topped = { ...low, remaining: 400, granted: 5000 };
    expect(await become(sampleBalance({ money: topped }))).toHaveLength(2);
  });

  test("is told by the user's own limit, at once when that changes", async () => {
    const { application, become } = await start();
    expect(await become(sampleBalance())).toEqual([]);
    await application.execute("changeSettings", { settings: { lowBalancePercent: 41 } });
    expect(system.shown).toHaveLength(1);
    expect(application.getState().balances.items).toMatchObject([{ status: "low" }]);
  });

  test("is not told to somebody who does not want to know, until they do", async () => {
    const { application, become } = await start();
    await application.execute("changeSettings", { settings: { notifications: false } });
    expect(await become(sampleBalance({ money: low }))).toEqual([]);
    await application.execute("changeSettings", { settings: { notifications: true } });
    expect(system.shown).toHaveLength(1);
  });

  test("is told once though its end moves on with the clock", async () => {
    const { become } = await start();
    for (const time of ["03:04:05", "03:09:05", "23:14:05"])
      await become(sampleBalance({ money: low, expiresAt: `2026-03-04T${time}.000Z` }));
    expect(system.shown).toHaveLength(1);
  });

  test("counts as told only where the system shows it", async () => {
    system.isThere = false;
    const { become, notified } = await start();
    await become(sampleBalance({ money: low }));
    expect(notified.alerts.size).toBe(0);
    system.isThere = true;
    expect(await become(sampleBalance({ money: low }))).toHaveLength(1);
  });
});

describe("a drift", () => {
  test("is not told to somebody who does not want to know", async () => {
    const { ports, application, announcements } = await start();
    ports.homeFiles.compareWith(config);
    ports.homeFiles.text = config.replace('"photonmark-codex-pay"', '"custom"');
    await application.execute("changeSettings", { settings: { notifications: false } });
    await application.execute("checkDrift", {});
    announcements.tellDrift(application.getState());
    expect(system.shown).toEqual([]);
    await application.execute("changeSettings", { settings: { notifications: true } });
    announcements.tellDrift(application.getState());
    expect(system.shown).toHaveLength(1);
  });
});

describe("what drifts", () => {
  const away = (text: string) => text.replace('"photonmark-codex-pay"', '"custom"');
  const moved = (text: string) => text.replace("/pay/v1", "/elsewhere/v1");

  async function startDrift(notified = notifiedInMemory()) {
    const started = await start({ notified });
    const { ports, application, announcements } = started;
    ports.homeFiles.compareWith(config);
    application.subscribe((state) => announcements.tellDrift(state));
    const become = async (text: string) => {
      ports.homeFiles.text = text;
      await application.execute("reload", {});
      await application.execute("checkDrift", {});
      return system.shown.map(({ body }) => body.replace(" Click to look at it.", ""));
    };
    return { ...started, become };
  }
  const first = "Codex now uses “custom” instead of Pay.";
  const second = "The block of Pay was altered (base_url).";

  test("is told change by change, each once, whatever we write in between", async () => {
    const { application, become, notified } = await startDrift();
    expect(await become(away(config))).toEqual([first]);
    expect(await become(moved(away(config)))).toEqual([first, second]);
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-pay" },
    });
    await application.execute("change", { change: { kind: "undo" } });
    await application.execute("checkDrift", {});
    expect(system.shown).toHaveLength(2);
    const again = await startDrift(notified);
    expect(await again.become(moved(config))).toHaveLength(2);
  });

  test("is told again when it comes again after it was over", async () => {
    const { become } = await startDrift();
    await become(away(config));
    await become(config);
    expect(await become(away(config))).toEqual([first, first]);
  });

  test("and is put back by itself is told each time", async () => {
    const { ports, application, become, notified } = await startDrift();
    const after = (_delayMs: number, callback: () => void) => {
      callback();
      return () => {};
    };
    Object.assign(ports, { clock: { ...ports.clock, after } });
    await application.execute("changeSettings", { settings: { repairsDrift: true } });
    await become(away(config));
    expect(ports.homeFiles.text).toBe(config);
    await application.execute("checkDrift", {});
    await application.execute("changeSettings", { settings: { language: "en" } });
    expect(system.shown.map(({ title }) => title)).toEqual(["Your provider was put back"]);
    // Not put back again so soon, so that somebody has to look.
    await become(away(config));
    await become(`${away(config)}\n[tui]\n`);
    expect(system.shown.map(({ body }) => body.split(" Click")[0])).toEqual([first, first]);
    expect(system.shown[1]?.title).not.toBe(system.shown[0]?.title);
    // Nor does the next run tell it again.
    const again = await startDrift(notified);
    expect(await again.become(away(config))).toHaveLength(2);
  });

  test("is kept in one write, apart from the balances, and without what an earlier run knew", async () => {
    const { become, notified } = await startDrift();
    notified.add("low balance");
    notified.keepDrift(["of an earlier run"]);
    const before = notified.writes;
    await become(moved(away(config)));
    // One for what is over, one for all that is new.
    expect(notified.writes - before).toBe(2);
    expect([...notified.alerts]).toEqual(["low balance"]);
    expect(notified.hasDrift("of an earlier run")).toBe(false);
  });
});

describe("what is told", () => {
  test("of an end that is near: when, and how much would be lost", async () => {
    const { become } = await start();
    const expiresAt = "2026-01-04T03:04:05.000Z";
    const [one] = await become(sampleBalance({ expiresAt }));
    expect(one?.title).toBe("PhotonMark Pay expires soon");
    expect(one?.body.replace(/\s/g, " ")).toMatch(
      /^It ends on Jan [34], 2026, .* with \$12\.30 left\.$/,
    );
    const paid = sampleBalance({ id: "b3", chargedBy: "period", expiresAt });
    expect((await become(paid))[1]?.body).toMatch(/^It is paid until Jan [34], 2026/);
  });

  test("in Chinese", async () => {
    const { become } = await start({ language: "zh-CN" });
    const [one] = await become(sampleBalance({ money: low }), other);
    expect(one?.title).toBe("PhotonMark Pay 余额不多了");
    expect(one?.body).toBe("还剩 US$3.00，共 US$30.00。点击可换用 Boost。");
  });
});

describe("another balance that can serve", () => {
  const empty = sampleBalance({ money: { ...low, remaining: 0 } });

  test("is offered with its block, when it is not in the file yet", async () => {
    const { application, become, opened } = await start();
    const [one] = await become(empty, other);
    expect(one?.body).toBe(
      "Codex is refused until you top up or switch. Click to switch to Boost.",
    );
    expect(one?.action?.label).toBe("Switch to Boost");
    one?.onClick();
    await expect.poll(() => opened).toHaveLength(1);
    const proposal = { kind: "import", providerId: "photonmark-codex-boost" };
    await expect.poll(() => application.getState().proposal).toEqual(proposal);
    await application.execute("propose", {});
    expect(application.getState().proposal).toBeUndefined();
  });

  test("is offered for activation when it is in the file; nothing is written by the click", async () => {
    const { ports, application, become } = await start();
    const boost = config.slice(config.indexOf("[")).replaceAll("pay", "boost");
    ports.homeFiles.text = `${config}\n${boost}`;
    await application.execute("reload", {});
    const missing = sampleBalance({
      id: "b9",
      providerId: "missing",
      expiresAt: "2026-01-10T00:00:00Z",
    });
    const [one] = await become(empty, missing, other);
    one?.action?.run();
    await expect
      .poll(() => application.getState().proposal)
      .toEqual({ kind: "activate", providerId: "photonmark-codex-boost" });
    expect(application.getState().activeProviderId).toBe("photonmark-codex-pay");
  });

  test("is not offered where there is none: a click then only opens the window", async () => {
    const { application, become, opened } = await start();
    const [one] = await become(empty);
    expect(one?.action).toBeUndefined();
    one?.onClick();
    expect(opened).toHaveLength(1);
    expect(application.getState().proposal).toBeUndefined();
  });
});
