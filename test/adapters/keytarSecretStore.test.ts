import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectToBus } from "../e2e/rig/dbusConnection.ts";
import { type DesktopSessionOptions, startDesktopSession } from "../e2e/rig/desktopSession.ts";
import { openSecretService } from "../e2e/rig/secretService.ts";
import { buildKeychainWorker, startKeychainProcess } from "./rig/keychainProcess.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const ORIGIN = "https://codex.example";
const SECRET = '{"accessToken":"pmx-sentinel-keychain-access"}';

buildKeychainWorker();

/** A desktop with a worker on it. */
async function startOn(options: DesktopSessionOptions = {}) {
  const desktop = await startDesktopSession(options);
  onTestFinished(() => desktop.stop());
  const home = temporaryFolder();
  const keychain = startKeychainProcess(home, desktop.env);
  return { desktop, home, keychain };
}

async function lookInside(busAddress: string) {
  const service = await openSecretService(busAddress);
  onTestFinished(() => service.close());
  return service;
}

/** The files below a folder that have the secret in them as it is. */
function filesWithSecret(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const path = join(folder, name);
    return statSync(path).isFile() && readFileSync(path).includes("pmx-sentinel");
  });
}

describe("with a keychain", () => {
  test("a secret is one entry of it, which another process finds, and nowhere else", async () => {
    const { desktop, home, keychain } = await startOn();
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toEqual({ kind: "read" });
    expect(await keychain.ask({ kind: "write", account: ORIGIN, secret: SECRET })).toMatchObject({
      keeping: { place: "keychain" },
    });
    const service = await lookInside(desktop.busAddress);
    const entry = { service: "PhotonMark Codex", account: ORIGIN };
    expect(await service.find(entry)).toEqual([SECRET]);
    await keychain.ask({ kind: "write", account: ORIGIN, secret: `${SECRET} ` });
    expect(await service.find(entry)).toEqual([`${SECRET} `]);
    const other = startKeychainProcess(home, desktop.env);
    expect(await other.ask({ kind: "read", account: ORIGIN })).toMatchObject({
      secret: `${SECRET} `,
    });
    expect(filesWithSecret(home)).toEqual([]);
    expect(filesWithSecret(dirname(desktop.env.XDG_RUNTIME_DIR ?? ""))).toEqual([]);
    expect(keychain.output() + other.output()).not.toContain("pmx-sentinel");
  });

  test("services have entries of their own, and a removed one is gone for all", async () => {
    const { desktop, keychain } = await startOn();
    for (const account of [ORIGIN, "http://127.0.0.1:4747"])
      await keychain.ask({ kind: "write", account, secret: `${account} ${SECRET}` });
    await keychain.ask({ kind: "remove", account: ORIGIN });
    await keychain.ask({ kind: "remove", account: "https://never.example" });
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toEqual({ kind: "read" });
    const service = await lookInside(desktop.busAddress);
    expect(await service.find({ service: "PhotonMark Codex" })).toEqual([
      `http://127.0.0.1:4747 ${SECRET}`,
    ]);
  });

  test("lets the program end by itself", async () => {
    const { keychain } = await startOn();
    await keychain.ask({ kind: "write", account: ORIGIN, secret: SECRET });
    void keychain.ask({ kind: "exit" }).catch(() => undefined);
    expect(await keychain.ended).toEqual({ code: 0, signal: null });
  });
});

describe("without a keychain", () => {
  test.each([
    ["service on the bus", false],
    ["bus", true],
  ])("for want of a %s, a secret lasts as long as the program", async (_what, isBusless) => {
    const { desktop, home, keychain: onBus } = await startOn({ keyring: false });
    const keychain = isBusless
      ? startKeychainProcess(home, { XDG_RUNTIME_DIR: temporaryFolder() })
      : onBus;
    expect(await keychain.ask({ kind: "write", account: ORIGIN, secret: SECRET })).toMatchObject({
      keeping: { place: "memory", reason: "missing" },
    });
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toMatchObject({ secret: SECRET });
    expect(filesWithSecret(home)).toEqual([]);
    expect(filesWithSecret(dirname(desktop.env.XDG_RUNTIME_DIR ?? ""))).toEqual([]);
    await keychain.ask({ kind: "remove", account: ORIGIN });
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toEqual({ kind: "read" });
    expect(keychain.output()).not.toContain("pmx-sentinel");
  });
});

describe("with a locked keychain", () => {
  test("a secret stays in memory until it is unlocked, then goes in", async () => {
    const { desktop, home, keychain } = await startOn();
    const service = await lookInside(desktop.busAddress);
    await service.lock();
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toEqual({ kind: "read" });
    expect(await keychain.ask({ kind: "write", account: ORIGIN, secret: SECRET })).toMatchObject({
      keeping: { place: "memory", reason: "locked" },
    });
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toMatchObject({ secret: SECRET });
    expect(filesWithSecret(home)).toEqual([]);
    await service.unlock();
    expect(await keychain.ask({ kind: "write", account: ORIGIN, secret: SECRET })).toMatchObject({
      keeping: { place: "keychain" },
    });
    expect(await service.find({ account: ORIGIN })).toEqual([SECRET]);
  });

  test("a prompt that nobody answers holds up neither a call nor the end of the program", async () => {
    const { desktop, keychain } = await startOn();
    const service = await lookInside(desktop.busAddress);
    await service.store("x", { service: "PhotonMark Codex", account: ORIGIN }, SECRET);
    await service.lock();
    // The desktop's own prompter, were it to wait for a person who has gone for lunch.
    const prompter = await connectToBus(desktop.busAddress);
    onTestFinished(() => prompter.close());
    await prompter.own("org.gnome.keyring.SystemPrompter");
    const reading = keychain.ask({ kind: "read", account: ORIGIN });
    await keychain.ask({ kind: "lateCall" });
    expect(await reading).toEqual({ kind: "read" });
    // From here on nobody waits at all.
    expect(await keychain.ask({ kind: "write", account: ORIGIN, secret: SECRET })).toMatchObject({
      keeping: { place: "memory", reason: "locked" },
    });
    void keychain.ask({ kind: "exit" }).catch(() => undefined);
    expect(await keychain.ended).toEqual({ code: null, signal: "SIGKILL" });
  });

  test("what was done while a prompt was open is made good once it is answered", async () => {
    const { desktop, keychain } = await startOn();
    const service = await lookInside(desktop.busAddress);
    const entry = { service: "PhotonMark Codex", account: ORIGIN };
    await service.store("x", entry, "an older session");
    await service.lock();
    const prompter = await connectToBus(desktop.busAddress);
    await prompter.own("org.gnome.keyring.SystemPrompter");
    const reading = keychain.ask({ kind: "read", account: ORIGIN });
    await keychain.ask({ kind: "lateCall" });
    await reading;
    await keychain.ask({ kind: "remove", account: ORIGIN });
    expect(await keychain.ask({ kind: "read", account: ORIGIN })).toEqual({ kind: "read" });
    await service.unlock();
    // The prompt goes away, and with it the call that hung.
    prompter.close();
    await expect.poll(() => service.find(entry)).toEqual([]);
  });
});
