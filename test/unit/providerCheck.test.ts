import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import {
  describeCheck,
  judge,
  type ProviderAnswer,
  type ProviderCheck,
  verdicts,
} from "../../app/codex/providerCheck.ts";
import { createTranslations } from "../../app/i18n/i18n.ts";
import { createFakePorts } from "../support/fakePorts.ts";
import { sampleBalance } from "../support/sampleBalance.ts";

const url = "https://x.test/v1/models";
const answered = (status: number, isJson = true): ProviderAnswer => ({
  kind: "answered",
  status,
  isJson,
  latencyMs: 42,
});

describe("an answer means", () => {
  test.each([
    [200, "works"],
    [401, "keyRefused"],
    [403, "keyRefused"],
    [402, "noMoney"],
    [407, "proxyNeeded"],
    [429, "rateLimited"],
    [500, "serverTrouble"],
    [503, "serverTrouble"],
    [302, "unexpected"],
    [418, "unexpected"],
  ])("HTTP %i: %s", (status, verdict) => {
    expect(judge(answered(status), url)).toMatchObject({ verdict, latencyMs: 42, status });
  });

  test("a missing /v1 where the address has none", () => {
    expect(judge(answered(404), "https://x.test/models").verdict).toBe("lacksV1");
    expect(judge(answered(404), "https://x.test/pay/v1/models?a=/v1/models").verdict).toBe(
      "notFound",
    );
  });

  test("nothing good when it is a page, whatever its status", () => {
    expect(judge(answered(200, false), url).verdict).toBe("unexpected");
  });

  test("why there was none", () => {
    const failed = { kind: "failed", why: "untrusted", reason: "CERT_HAS_EXPIRED" } as const;
    expect(judge(failed, url)).toMatchObject({ verdict: "untrusted", reason: "CERT_HAS_EXPIRED" });
    expect(judge("insecure", "")).toMatchObject({ verdict: "insecure", status: 0 });
  });

  test.each(verdicts)("%s, in whole sentences", (verdict) => {
    const check = { verdict, latencyMs: 42, status: 0, reason: "R", checkedAt: "" };
    for (const language of ["en", "zh-CN"] as const) {
      const { what, next } = describeCheck(createTranslations(language).t, check);
      for (const sentence of [what, next]) {
        expect(sentence).toMatch(/[.。]$/);
        expect(sentence).not.toMatch(/\{\{|undefined/);
      }
    }
  });
});

const config = `model_provider = "pm"
[model_providers.pm]
name = "PM"
base_url = "https://x.test/v1"
experimental_bearer_token = "pmx-sentinel"
[model_providers.other]
name = "Other"
base_url = "http://192.168.1.20/v1"
`;

function appWith(text: string, answer: ProviderAnswer = answered(200)) {
  const asked: string[] = [];
  const ports = createFakePorts(text);
  const application = createApplication({
    ...ports,
    providerGateway: {
      async askForModels(request) {
        asked.push(request.url);
        return answer;
      },
    },
  });
  return { application, asked, ports };
}

describe("checking a provider", () => {
  test("asks the active one and keeps the answer in the state, without the key", async () => {
    const { application, asked } = appWith(config);
    await application.execute("reload", {});
    const seen: unknown[] = [];
    application.subscribe(({ providerChecks }) => seen.push(providerChecks.pm));
    const reply = await application.execute("checkProvider", {});
    expect(reply).toMatchObject({ ok: true, value: { providerId: "pm", verdict: "works" } });
    expect(asked).toEqual(["https://x.test/v1/models"]);
    expect(seen).toEqual(["checking", expect.objectContaining({ verdict: "works" })]);
    expect(JSON.stringify([reply, application.getState()])).not.toContain("sentinel");
  });

  test("sends nothing where the key would travel in the clear", async () => {
    const { application, asked } = appWith(config);
    const reply = await application.execute("checkProvider", { providerId: "other" });
    expect(reply).toMatchObject({ ok: true, value: { verdict: "insecure" } });
    expect(asked).toEqual([]);
  });

  test.each([
    ["empty", { money: { currency: "USD", remaining: 0, granted: 3000 } }],
    ["expired", { expiresAt: "2020-01-01T00:00:00.000Z" }],
  ] as const)(
    "believes the account when a balance is %s, whatever the key opens",
    async (reason, change) => {
      const { application, ports } = appWith(config);
      ports.dashboard.items = [sampleBalance({ providerId: "pm", ...change })];
      await application.execute("reload", {});
      await application.execute("signIn", { way: { kind: "device", onPrompt: () => {} } });
      await application.execute("refreshBalances", {});
      expect(await application.execute("checkProvider", {})).toMatchObject({
        value: { verdict: "noMoney", reason, latencyMs: 42, status: 200 },
      });
    },
  );

  test("believes the provider, not the account, when the key is refused", async () => {
    const { application, ports } = appWith(config, answered(401));
    const money = { currency: "USD", remaining: 0, granted: 3000 };
    ports.dashboard.items = [sampleBalance({ providerId: "pm", money })];
    await application.execute("reload", {});
    await application.execute("signIn", { way: { kind: "device", onPrompt: () => {} } });
    await application.execute("refreshBalances", {});
    expect(await application.execute("checkProvider", {})).toMatchObject({
      value: { verdict: "keyRefused" },
    });
  });

  test.each(["nobody", "__proto__", "constructor"])("refuses %s, which is none", async (id) => {
    const reply = await appWith(config).application.execute("checkProvider", { providerId: id });
    expect(reply).toMatchObject({ ok: false, code: "PROVIDER_NOT_FOUND" });
  });

  test("refuses Codex's own provider, whose key is not in the file", async () => {
    const reply = await appWith("").application.execute("checkProvider", {});
    expect(reply).toMatchObject({ code: "PROVIDER_NOT_FOUND", detail: { providerId: "openai" } });
  });

  test("forgets what was said of an older file", async () => {
    const { application, ports } = appWith(config);
    await application.execute("reload", {});
    await application.execute("checkProvider", {});
    expect((application.getState().providerChecks.pm as ProviderCheck).verdict).toBe("works");
    ports.homeFiles.text = config.replace("pmx-sentinel", "pmx-renewed");
    await application.execute("reload", {});
    expect(application.getState().providerChecks).toEqual({});
  });
});
