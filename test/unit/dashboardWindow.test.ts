import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { AppError } from "../../app/errors.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const token = "pmx-sentinel-1234567890abcdef";
const block = (service: string, secret = token) => `model_provider = "photonmark-codex-${service}"

[model_providers.photonmark-codex-${service}]
name = "PhotonMark ${service}"
base_url = "https://codex.example.test/${service}/v1"
experimental_bearer_token = "${secret}"
`;
const bytes = (text: string) => new TextEncoder().encode(text);

async function opened() {
  const ports = createFakePorts("");
  const application = createApplication(ports);
  await application.execute("reload", {});
  expect(await application.execute("openDashboard", {})).toEqual({ ok: true, value: undefined });
  const { listener } = ports.dashboardWindow;
  if (!listener) throw new Error("the window was not opened");
  const dashboard = () => application.getState().dashboard;
  const ids = () => dashboard().found.map(({ providerId }) => providerId);
  const stage = (service: string) =>
    application.execute("stageBlock", {
      source: { kind: "dashboard", providerId: `photonmark-codex-${service}` },
    });
  return { ports, application, listener, dashboard, ids, stage };
}

describe("the pages of the service", () => {
  test("show blocks, which are named in the state without their tokens", async () => {
    const { application, listener, dashboard } = await opened();
    const parts = ["npm install", block("pay"), block("boost").replace(token, "pmx-…"), "", "]["];
    listener.onTexts({ parts: [...parts, block("link")], whole: parts.join("\n") });
    expect(dashboard().found).toEqual([
      {
        providerId: "photonmark-codex-pay",
        name: "PhotonMark pay",
        service: "pay",
        from: "page",
      },
      {
        providerId: "photonmark-codex-link",
        name: "PhotonMark link",
        service: "link",
        from: "page",
      },
    ]);
    expect(JSON.stringify(application.getState())).not.toContain("sentinel");
  });

  test("may show a block as plain text", async () => {
    const { listener, ids } = await opened();
    listener.onTexts({ parts: ["npm install"], whole: `Your block:\n\n${block("pay")}\nCopy` });
    expect(ids()).toEqual(["photonmark-codex-pay"]);
  });

  test("give blocks that are imported like any other, with the newest token", async () => {
    const { ports, application, listener, stage } = await opened();
    listener.onTexts({ parts: [block("pay", "pmx-sentinel-old")], whole: "" });
    listener.onTexts({ parts: [block("pay")], whole: "" });
    const staged = await stage("pay");
    expect(staged).toMatchObject({ ok: true, value: { format: "toml", providers: [{}] } });
    expect(JSON.stringify(staged)).not.toContain("sentinel");
    const importId = staged.ok ? (staged.value?.importId ?? "") : "";
    await application.execute("change", {
      change: { kind: "importBlock", importId, activate: true, rootKeys: [] },
    });
    expect(ports.homeFiles.text).toBe(block("pay"));
    expect(await stage("boost")).toMatchObject({ ok: false, code: "IMPORT_EXPIRED" });
  });

  test("keep what was found when they move on, within a limit", async () => {
    const { listener, ids } = await opened();
    listener.onTexts({ parts: [block("pay")], whole: "" });
    listener.onTexts({ parts: [], whole: "Top up" });
    expect(ids()).toEqual(["photonmark-codex-pay"]);
    const many = Array.from({ length: 200 }, (_, index) => block(`pay-${index}`));
    listener.onTexts({ parts: many, whole: "" });
    expect(ids()).toHaveLength(100);
  });

  test("publish nothing when a page changes elsewhere", async () => {
    const { application, listener } = await opened();
    listener.onTexts({ parts: [block("pay")], whole: "12:00" });
    let published = 0;
    application.subscribe(() => {
      published += 1;
    });
    listener.onTexts({ parts: [block("pay")], whole: "12:01" });
    expect(published).toBe(0);
  });
});

describe("another service", () => {
  test("has none of the blocks of the one before, also while that one's window is open", async () => {
    const { application, listener, dashboard, stage } = await opened();
    listener.onTexts({ parts: [block("pay")], whole: "" });
    listener.onSession({ place: "keychain" });
    const settings = { dashboard: "https://other.example" };
    await application.execute("changeSettings", { settings });
    expect(dashboard()).toEqual({ keeping: undefined, found: [], problem: undefined });
    expect(await stage("pay")).toMatchObject({ code: "IMPORT_EXPIRED" });
    listener.onTexts({ parts: [block("boost")], whole: "" });
    listener.onDownload(bytes(block("link")));
    listener.onSession({ place: "keychain" });
    expect(dashboard()).toEqual({ keeping: undefined, found: [], problem: undefined });
  });

  test("changes nothing when it is another setting that changes", async () => {
    const { application, listener, ids } = await opened();
    listener.onTexts({ parts: [block("pay")], whole: "" });
    await application.execute("changeSettings", { settings: { theme: "dark" } });
    expect(ids()).toEqual(["photonmark-codex-pay"]);
  });
});

describe("a download", () => {
  test("is read as a block; a script tells its format", async () => {
    const { listener, dashboard, stage } = await opened();
    listener.onDownload(bytes(`#!/bin/bash\ncat > config.toml <<'EOF'\n${block("pay")}EOF\n`));
    expect(dashboard()).toMatchObject({ found: [{ from: "download" }], problem: undefined });
    expect(await stage("pay")).toMatchObject({ value: { format: "shell" } });
  });

  test("that is none leaves its reason, told anew each time", async () => {
    const { application, listener, dashboard } = await opened();
    listener.onDownload(new AppError("DOWNLOAD_REFUSED", { path: "setup.exe" }));
    expect(dashboard().problem).toMatchObject({ code: "DOWNLOAD_REFUSED" });
    const told: unknown[] = [];
    application.subscribe((state) => told.push(state.dashboard.problem?.code));
    listener.onDownload(new AppError("DOWNLOAD_REFUSED", { path: "setup.exe" }));
    listener.onDownload(bytes("#!/bin/sh\n"));
    expect(told).toEqual([undefined, "DOWNLOAD_REFUSED", undefined, "BLOCK_NOT_FOUND"]);
    await application.execute("openDashboard", {});
    expect(dashboard().problem).toBeUndefined();
  });
});

describe("the session of the pages", () => {
  test("is shown by where it is kept, and takes the blocks with it when it ends", async () => {
    const { listener, dashboard, stage } = await opened();
    listener.onSession({ place: "memory", reason: "missing" });
    listener.onTexts({ parts: [block("pay")], whole: "" });
    expect(dashboard().keeping).toEqual({ place: "memory", reason: "missing" });
    listener.onSession(undefined);
    expect(dashboard()).toEqual({ keeping: undefined, found: [], problem: undefined });
    expect(await stage("pay")).toMatchObject({ code: "IMPORT_EXPIRED" });
  });

  test("of an earlier run is known without opening the window", async () => {
    const ports = createFakePorts("");
    ports.dashboardWindow.hasSession = true;
    const application = createApplication(ports);
    await application.execute("resumeSession", {});
    expect(application.getState().dashboard.keeping).toEqual({ place: "keychain" });
    expect(ports.dashboardWindow.listener).toBeUndefined();
  });

  test("is forgotten with the account's; it cannot be revoked, which is said", async () => {
    const { ports, application, listener, dashboard } = await opened();
    listener.onTexts({ parts: [block("pay")], whole: "" });
    ports.dashboardWindow.hasSession = true;
    const reply = await application.execute("signOut", {});
    expect(reply).toEqual({ ok: true, value: { isRevoked: false } });
    expect(dashboard().found).toEqual([]);
    ports.dashboardWindow.hasSession = false;
    expect(await application.execute("signOut", {})).toMatchObject({ value: { isRevoked: true } });
  });
});
