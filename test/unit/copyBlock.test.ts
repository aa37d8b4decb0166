import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { createFakePorts, type FakePorts } from "../support/fakePorts.ts";

const table = `[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "https://api.photonmark.example/v1"
experimental_bearer_token = "pmx-sentinel-copy"
`;
const config = `model = "gpt-6"\n\n${table}\n[tui]\ntheme = "x"\n`;

/** Ports whose clock goes when the test says so. */
function withTimers(text = config): { ports: FakePorts; pass: () => void; delays: number[] } {
  const ports = createFakePorts(text);
  const waiting: (() => void)[] = [];
  const delays: number[] = [];
  Object.assign(ports, {
    clock: {
      now: () => new Date("2026-01-02T03:04:05.000Z"),
      after: (delay: number, callback: () => void) => {
        delays.push(delay);
        waiting.push(callback);
        return () => {};
      },
    },
  });
  return { ports, delays, pass: () => waiting.splice(0).map((callback) => callback()) };
}

describe("copying a block", () => {
  test("puts the provider with its key on the clipboard, and in no reply", async () => {
    const { ports } = withTimers();
    const reply = await createApplication(ports).execute("copyBlock", {
      providerId: "photonmark-codex-pay",
    });
    expect(reply).toEqual({ ok: true, value: undefined });
    expect(ports.copied).toBe(`model_provider = "photonmark-codex-pay"\n\n${table}`);
  });

  test("takes it off after a minute", async () => {
    const { ports, pass, delays } = withTimers();
    await createApplication(ports).execute("copyBlock", { providerId: "photonmark-codex-pay" });
    expect(delays).toEqual([60_000]);
    pass();
    await expect.poll(() => ports.copied).toBe("");
  });

  test("takes it off when the program ends before, and has nothing to do then otherwise", async () => {
    const { ports } = withTimers();
    const application = createApplication(ports);
    expect(application.beforeEnd()).toBeUndefined();
    await application.execute("copyBlock", { providerId: "photonmark-codex-pay" });
    await application.beforeEnd();
    expect(ports.copied).toBe("");
    expect(application.beforeEnd()).toBeUndefined();
  });

  test("leaves what was copied later its own minute", async () => {
    const waiting: (() => void)[] = [];
    const { ports } = withTimers();
    const after = (_delay: number, callback: () => void) => {
      waiting.push(callback);
      return () => {};
    };
    Object.assign(ports.clock, { after });
    const application = createApplication(ports);
    await application.execute("copyBlock", { providerId: "photonmark-codex-pay" });
    await application.execute("copyBlock", { providerId: "photonmark-codex-pay" });
    waiting[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ports.copied).toContain("pmx-sentinel-copy");
    waiting[1]?.();
    await expect.poll(() => ports.copied).toBe("");
  });

  test("leaves what was copied meanwhile", async () => {
    const { ports, pass } = withTimers();
    await createApplication(ports).execute("copyBlock", { providerId: "photonmark-codex-pay" });
    ports.copied = "something else";
    pass();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ports.copied).toBe("something else");
  });

  test("knows also a clipboard that writes line breaks its own way", async () => {
    const { ports, pass } = withTimers();
    await createApplication(ports).execute("copyBlock", { providerId: "photonmark-codex-pay" });
    ports.copied = ports.copied.replaceAll("\n", "\r\n");
    pass();
    await expect.poll(() => ports.copied).toBe("");
  });

  test("refuses a provider that nobody knows", async () => {
    const { ports } = withTimers();
    const reply = await createApplication(ports).execute("copyBlock", { providerId: "nobody" });
    expect(reply).toMatchObject({ ok: false, code: "PROVIDER_NOT_FOUND" });
    expect(ports.copied).toBe("");
  });
});
