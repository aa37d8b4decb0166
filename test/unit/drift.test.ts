import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import type { ChangePreview } from "../../app/change/change.ts";
import { describeDrift } from "../../app/i18n/describeDrift.ts";
import { createTranslations } from "../../app/i18n/i18n.ts";
import { defaultSettings } from "../../app/settings.ts";
import type { DriftView } from "../../app/state.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const token = "pmx-sentinel-1234567890abcdef";
const table = (service: string) =>
  `[model_providers.photonmark-codex-${service}]\nname = "${service}"\nbase_url = "https://codex.example.test/${service}/v1"\nexperimental_bearer_token = "${token}-${service}"\n`;
const config = `model_provider = "photonmark-codex-pay"\n\n${table("pay")}\n${table("boost")}`;
const taken = config.replace('"photonmark-codex-pay"', '"custom"');

async function start(text = config, settings = {}) {
  const ports = Object.assign(createFakePorts(text), { rest: () => {} });
  ports.settings = { ...defaultSettings, ...settings };
  // The moment for which a file has to rest passes at once.
  const after = (_delayMs: number, callback: () => void) => {
    ports.rest();
    callback();
    return () => {};
  };
  let skipped = 0;
  const { clock } = ports;
  const now = () => new Date(clock.now().getTime() + skipped);
  Object.assign(ports, { clock: { ...clock, now, after } });
  const application = createApplication(ports);
  const look = async () => {
    await application.execute("reload", {});
    await application.execute("checkDrift", {});
    return application.getState().drift;
  };
  await look();
  const skip = (milliseconds: number) => {
    skipped += milliseconds;
  };
  return { ports, application, look, skip };
}

/** A drift, which has to be there. */
function found(drift: DriftView | undefined): DriftView {
  if (!drift) throw new Error("there is a drift");
  return drift;
}

describe("a drift", () => {
  test("is none at the first look, nor after our own writes", async () => {
    const { application, look } = await start();
    expect(application.getState().drift).toBeUndefined();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(await look()).toBeUndefined();
    await application.execute("change", { change: { kind: "undo" } });
    expect(await look()).toBeUndefined();
  });

  test("is noticed, told once and gone when somebody takes it back", async () => {
    const { ports, look } = await start();
    ports.homeFiles.text = taken;
    const drift = found(await look());
    expect(drift.changes).toEqual([
      { kind: "activeReplaced", was: "photonmark-codex-pay", is: "custom" },
    ]);
    ports.homeFiles.text = `${taken}\n[tui]\nx = 1\n`;
    expect(await look()).toBe(drift);
    ports.homeFiles.text = taken.replace(`${token}-boost`, "other");
    expect(found(await look()).key).not.toBe(drift.key);
    ports.homeFiles.text = config;
    expect(await look()).toBeUndefined();
  });

  test("of before this run is noticed at the start", async () => {
    const ports = createFakePorts(taken);
    ports.homeFiles.compareWith(config);
    const application = createApplication(ports);
    await application.execute("reload", {});
    await application.execute("checkDrift", {});
    expect(application.getState().drift?.changes).toHaveLength(1);
  });

  test("is previewed and put back, and nothing else with it", async () => {
    const { ports, application, look } = await start();
    const now = `${taken.replace(table("boost"), "")}\n[tui]\nx = 1\n`;
    ports.homeFiles.text = now;
    await look();
    const reply = await application.execute("preview", { change: { kind: "repairDrift" } });
    const preview = (reply as { value: ChangePreview }).value;
    expect(JSON.stringify(preview)).not.toContain(token);
    expect(preview).toMatchObject({ activeBefore: "custom", activeAfter: "photonmark-codex-pay" });
    const done = await application.execute("change", {
      change: { kind: "repairDrift" },
      expected: preview.expected,
    });
    expect(done).toMatchObject({ ok: true, value: { activeAfter: "photonmark-codex-pay" } });
    expect(ports.homeFiles.text).toContain("[tui]\nx = 1\n");
    expect(ports.homeFiles.text).toContain(`${token}-boost`);
    expect([...ports.homeFiles.stored.values()].at(-1)).toMatchObject({ reason: "fix", text: now });
    expect(await look()).toBeUndefined();
    const again = await application.execute("change", { change: { kind: "repairDrift" } });
    expect(again).toMatchObject({ ok: false, code: "NOTHING_TO_REPAIR" });
  });

  test("that is left so is settled, unless the file has changed since it was shown", async () => {
    const { ports, application, look } = await start();
    ports.homeFiles.text = taken;
    const { key } = found(await look());
    ports.homeFiles.text = taken.replace('"custom"', '"worse"');
    const refused = await application.execute("acceptDrift", { key });
    expect(refused).toMatchObject({ ok: false, code: "CONFIG_CHANGED" });
    ports.homeFiles.text = taken;
    expect(await application.execute("acceptDrift", { key })).toMatchObject({ ok: true });
    expect(application.getState().drift).toBeUndefined();
    expect(await look()).toBeUndefined();
  });

  test("is put back by itself where that is switched on, once, and then asked about", async () => {
    const { ports, application, look } = await start(config, { repairsDrift: true });
    ports.homeFiles.text = taken;
    const drift = found(await look());
    expect(drift.isRepaired).toBe(true);
    expect(ports.homeFiles.text).toBe(config);
    // It stays told until the user has seen it.
    expect(await look()).toBe(drift);
    await application.execute("acceptDrift", { key: drift.key });
    expect(application.getState().drift).toBeUndefined();
    ports.homeFiles.text = taken;
    expect(found(await look()).isRepaired).toBe(false);
    expect(ports.homeFiles.text).toBe(taken);
  });

  test("that comes again while it is still told as put back is open, and its owner decides", async () => {
    const { ports, look, skip } = await start(config, { repairsDrift: true });
    ports.homeFiles.text = taken;
    const first = found(await look());
    ports.homeFiles.text = taken;
    const again = found(await look());
    expect([again.key, again.isRepaired]).toEqual([first.key, false]);
    expect(ports.homeFiles.text).toBe(taken);
    // It is told once, and its owner decides, however long that takes.
    skip(60 * 60_000);
    expect(await look()).toBe(again);
  });

  test("that comes again long after it was put back is put back again, and told anew", async () => {
    const { ports, look, skip } = await start(config, { repairsDrift: true });
    ports.homeFiles.text = taken;
    const first = found(await look());
    skip(60 * 60_000);
    ports.homeFiles.text = taken;
    const again = found(await look());
    expect(again.isRepaired).toBe(true);
    expect(again.noticedAt).not.toBe(first.noticedAt);
    expect(ports.homeFiles.text).toBe(config);
  });

  test("that is an empty or missing file is never put back by itself", async () => {
    const { ports, look } = await start(config, { repairsDrift: true });
    ports.homeFiles.text = "\n";
    expect(found(await look()).isRepaired).toBe(false);
    expect(ports.homeFiles.text).toBe("\n");
    const gone = await start(config, { repairsDrift: true });
    const read = gone.ports.homeFiles.read;
    gone.ports.homeFiles.text = taken;
    gone.ports.homeFiles.read = async () => ({ ...(await read()), exists: false });
    expect(found(await gone.look()).isRepaired).toBe(false);
    expect(gone.ports.homeFiles.text).toBe(taken);
  });

  test("is put back by itself only once the file rests", async () => {
    const { ports, look } = await start(config, { repairsDrift: true });
    ports.homeFiles.text = taken;
    ports.rest = () => {
      ports.homeFiles.text = `${taken}# more to come\n`;
    };
    expect(await look()).toBeUndefined();
    expect(ports.homeFiles.text).toBe(`${taken}# more to come\n`);
    ports.rest = () => {};
    expect(found(await look()).isRepaired).toBe(true);
    expect(ports.homeFiles.text).toBe(`${config}# more to come\n`);
  });

  test("stays told after a write of ours that does not concern it", async () => {
    const { ports, application, look } = await start();
    ports.homeFiles.text = config.replace("/pay/v1", "/elsewhere/v1");
    await look();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    const altered = {
      kind: "providerAltered",
      id: "photonmark-codex-pay",
      fields: ["base_url"],
    };
    expect(application.getState().drift?.changes).toEqual([altered]);
    expect(found(await look()).changes).toEqual([altered]);
    await application.execute("change", { change: { kind: "repairDrift" } });
    expect(ports.homeFiles.text).toBe(config.replace("codex-pay", "codex-boost"));
    expect(await look()).toBeUndefined();
  });

  describe("stays told, as the same, after", () => {
    const moved = config.replace("/pay/v1", "/elsewhere/v1");
    const altered = { kind: "providerAltered", id: "photonmark-codex-pay", fields: ["base_url"] };

    test.each([
      ["an undo of a write of ours", ["activate", "undo"]],
      ["a restored backup", ["activate", "restore"]],
      ["a fix of the doctor", ["fix"]],
    ] as const)("%s", async (_what, steps) => {
      const { ports, application, look } = await start();
      ports.homeFiles.text = `${moved}personality = "pragmatic"\n`;
      const drift = found(await look());
      for (const step of steps) {
        const text = ports.homeFiles.text;
        const backupId =
          [...ports.homeFiles.stored].find(([, one]) => one.reason !== "baseline")?.[0] ?? "";
        if (step === "activate")
          await application.execute("change", {
            change: { kind: "activate", providerId: "photonmark-codex-boost" },
          });
        if (step === "undo") await application.execute("change", { change: { kind: "undo" } });
        if (step === "restore")
          await application.execute("change", { change: { kind: "restoreBackup", backupId } });
        if (step === "fix")
          await application.execute("change", { change: { kind: "fix", findings: "all" } });
        expect(ports.homeFiles.text).not.toBe(text);
        const now = found(application.getState().drift);
        expect([now.key, now.changes]).toEqual([drift.key, [altered]]);
      }
      expect(found(await look()).key).toBe(drift.key);
      await application.execute("change", { change: { kind: "repairDrift" } });
      expect(ports.homeFiles.text).not.toContain("/elsewhere/");
      expect(await look()).toBeUndefined();
    });

    test("nothing that brings back what was there", async () => {
      const { ports, application, look } = await start();
      await application.execute("change", {
        change: { kind: "activate", providerId: "photonmark-codex-boost" },
      });
      ports.homeFiles.text = moved;
      expect(found(await look()).changes).toHaveLength(2);
      const backupId =
        [...ports.homeFiles.stored.keys()].find((id) => id.includes("activate")) ?? "";
      expect(ports.homeFiles.stored.get(backupId)?.text).toBe(config);
      await application.execute("change", { change: { kind: "restoreBackup", backupId } });
      // Pay is what both the backup and the other program have; the address is as it was.
      expect(application.getState().drift?.changes).toEqual([
        { kind: "activeReplaced", was: "photonmark-codex-boost", is: "photonmark-codex-pay" },
      ]);
    });
  });

  test("that is undone is what the user wants", async () => {
    const { ports, application, look } = await start();
    ports.homeFiles.text = taken;
    await look();
    await application.execute("change", { change: { kind: "repairDrift" } });
    await application.execute("change", { change: { kind: "undo" } });
    expect(ports.homeFiles.text).toBe(taken);
    expect(await look()).toBeUndefined();
  });

  test("that was put back by itself stays told after another write, but not after undoing that", async () => {
    const { ports, application, look } = await start(config, { repairsDrift: true });
    ports.homeFiles.text = taken;
    const drift = found(await look());
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(application.getState().drift).toBe(drift);
    await application.execute("change", { change: { kind: "undo" } });
    expect(application.getState().drift).toBeUndefined();
  });

  test("that our own write answers is settled", async () => {
    const { ports, application, look } = await start();
    ports.homeFiles.text = taken;
    await look();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(await look()).toBeUndefined();
  });

  test("is not looked for without a provider of the service, nor in what is not text", async () => {
    const { ports, look } = await start('model_provider = "a"\n');
    ports.homeFiles.text = 'model_provider = "b"\n';
    expect(await look()).toBeUndefined();
    ports.homeFiles.text = config;
    await look();
    ports.homeFiles.text = undefined;
    expect(await look()).toBeUndefined();
  });

  test("is put back from a backup that was taken at the first look, once", async () => {
    const { ports, look } = await start();
    const reasons = () => [...ports.homeFiles.stored.values()].map(({ reason }) => reason);
    expect(reasons()).toEqual(["baseline"]);
    ports.homeFiles.text = `# theirs\n${config}`;
    expect(await look()).toBeUndefined();
    expect(reasons()).toEqual(["baseline"]);
  });

  test("is put back after a block was renewed, from a backup taken since", async () => {
    const { ports, application, look } = await start();
    const renewed = table("boost").replace(`${token}-boost`, "pmx-sentinel-renewed");
    ports.copied = renewed;
    const staged = await application.execute("stageBlock", { source: { kind: "clipboard" } });
    const importId = (staged.ok && staged.value?.importId) || "";
    await application.execute("change", {
      change: { kind: "importBlock", importId, activate: false, rootKeys: [] },
    });
    expect(await look()).toBeUndefined();
    ports.homeFiles.text = taken;
    expect(found(await look()).lost).toEqual([]);
    await application.execute("change", { change: { kind: "repairDrift" } });
    expect(ports.homeFiles.text).toContain("pmx-sentinel-renewed");
    expect(await look()).toBeUndefined();
  });

  test("that was accepted is what is put back after the next one", async () => {
    const { ports, application, look } = await start();
    const accepted = config.replace(`${token}-boost`, "pmx-sentinel-theirs");
    ports.homeFiles.text = accepted;
    await application.execute("acceptDrift", { key: found(await look()).key });
    ports.homeFiles.text = taken.replace(table("boost"), "");
    expect(found(await look()).lost).toEqual([]);
    await application.execute("change", { change: { kind: "repairDrift" } });
    expect(ports.homeFiles.text).toContain("pmx-sentinel-theirs");
  });

  test("is told in full where no backup is left, and what can be put back is", async () => {
    const { ports, application, look } = await start();
    ports.homeFiles.text = taken.replace(table("boost"), "");
    ports.homeFiles.stored.clear();
    const drift = found(await look());
    expect(drift.changes).toHaveLength(2);
    expect(drift.lost).toEqual(["photonmark-codex-boost"]);
    for (const language of ["en", "zh-CN"] as const) {
      const { t } = createTranslations(language);
      const { changes } = describeDrift(drift, { t, language }, (id) => id);
      expect(changes.at(-1)).toMatch(/photonmark-codex-boost/);
      expect(changes).toHaveLength(3);
    }
    await application.execute("change", { change: { kind: "repairDrift" } });
    expect(ports.homeFiles.text).toBe(config.replace(table("boost"), ""));
    const left = found(await look());
    expect(left.changes).toEqual([{ kind: "providerRemoved", id: "photonmark-codex-boost" }]);
    ports.homeFiles.stored.clear();
    const refused = await application.execute("change", { change: { kind: "repairDrift" } });
    expect(refused).toMatchObject({ ok: false, code: "REPAIR_LOST" });
  });

  test("that cannot be put back in full is not put back by itself", async () => {
    const { ports, look } = await start(config, { repairsDrift: true });
    ports.homeFiles.stored.clear();
    ports.homeFiles.text = 'model = "x"\n';
    expect(found(await look()).isRepaired).toBe(false);
    expect(ports.homeFiles.text).toBe('model = "x"\n');
  });

  test("is put back from the block of the account where no backup has it", async () => {
    const { ports, application, look } = await start();
    const { dashboard } = ports;
    dashboard.session = { email: "a@b.example", keeping: { place: "keychain" } };
    dashboard.accountBlocks = [{ providerId: "photonmark-codex-boost", toml: table("boost") }];
    await application.execute("resumeSession", {});
    await application.execute("refreshBalances", {});
    ports.homeFiles.text = config.replace(table("boost"), "");
    ports.homeFiles.stored.clear();
    expect(found(await look()).lost).toEqual([]);
    await application.execute("change", { change: { kind: "repairDrift" } });
    expect(ports.homeFiles.text).toContain(`${token}-boost`);
  });

  test("names who runs, in either language, and holds no secret", async () => {
    const { ports, look } = await start();
    Object.assign(ports, {
      surroundings: { runningSwitchers: async () => ["ccSwitch", "codexPlusPlus"] },
    });
    ports.homeFiles.text = `OPENAI_API_KEY = "sk-proj-sentinel"\n${taken.replace(table("boost"), "").replace(`${token}-pay`, "new-sentinel")}`;
    const drift = found(await look());
    expect(JSON.stringify(drift)).not.toContain("sentinel");
    for (const language of ["en", "zh-CN"] as const) {
      const { t } = createTranslations(language);
      const { changes, by, title } = describeDrift(drift, { t, language }, (id) => id);
      expect(changes).toHaveLength(4);
      for (const sentence of [...changes, by, title]) expect(sentence).not.toMatch(/\{\{|drift\./);
      expect(by).toMatch(/CC Switch.*Codex\+\+/);
      const nobody = { ...drift, suspects: [] };
      expect(describeDrift(nobody, { t, language }, (id) => id).by).not.toMatch(/CC Switch/);
    }
  });
});
