import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { AppError } from "../../app/errors.ts";
import { createFakePorts } from "../support/fakePorts.ts";
import { sampleBalance } from "../support/sampleBalance.ts";

const token = "pmx-sentinel-1234567890abcdef";
const block = (secret: string) => `model_provider = "photonmark-codex-pay"

[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "https://codex.example.test/pay/v1"
experimental_bearer_token = "${secret}"
`;

async function start(config = block(token)) {
  const ports = createFakePorts(config);
  ports.dashboard.items = [sampleBalance()];
  ports.dashboard.accountBlocks = [{ providerId: "photonmark-codex-pay", toml: block(token) }];
  const application = createApplication(ports);
  await application.execute("reload", {});
  return { ports, application };
}

async function signedIn(config?: string) {
  const started = await start(config);
  const way = { kind: "device", onPrompt: () => {} } as const;
  expect(await started.application.execute("signIn", { way })).toMatchObject({ ok: true });
  return started;
}

describe("signing in", () => {
  test("brings the account and its balances, joined with the file, and no token", async () => {
    const { application } = await signedIn();
    const state = application.getState();
    expect(state.account).toEqual({
      status: "signedIn",
      email: "a@example.test",
      keeping: { place: "keychain" },
    });
    expect(state.balances.items).toMatchObject([
      { id: "b1", status: "active", isInUse: true, block: "present", share: 0.41 },
    ]);
    expect(JSON.stringify(state)).not.toContain("sentinel");
  });

  test("can be cancelled, and the file can be changed meanwhile", async () => {
    const { application } = await start();
    const waiting = application.execute("signIn", { way: { kind: "browser" } });
    await expect.poll(() => application.getState().account.status).toBe("signingIn");
    const second = await application.execute("signIn", { way: { kind: "browser" } });
    expect(second).toMatchObject({ code: "SIGN_IN_BUSY" });
    const activated = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-pay" },
    });
    expect(activated).toMatchObject({ ok: true });
    await application.execute("cancelSignIn", {});
    expect(await waiting).toMatchObject({ code: "SIGN_IN_CANCELLED" });
    expect(application.getState().account.status).toBe("signedOut");
  });

  test("with a pasted token reads it in the main process; junk is refused", async () => {
    const { ports, application } = await start();
    const way = { kind: "clipboardToken" } as const;
    ports.copied = "two words";
    expect(await application.execute("signIn", { way })).toMatchObject({ code: "SIGN_IN_REFUSED" });
    ports.copied = ` ${token}\n`;
    expect(await application.execute("signIn", { way })).toMatchObject({ ok: true });
  });

  test("with an empty clipboard asks for a token, not for a block", async () => {
    const { ports, application } = await start();
    ports.blockSource.fromClipboard = () => Promise.reject(new AppError("CLIPBOARD_EMPTY"));
    const way = { kind: "clipboardToken" } as const;
    expect(await application.execute("signIn", { way })).toMatchObject({
      code: "TOKEN_CLIPBOARD_EMPTY",
    });
    expect(application.getState().account.status).toBe("signedOut");
  });
});

describe("the balances", () => {
  test("stay on screen when the service is away, with the reason", async () => {
    const { ports, application } = await signedIn();
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    expect(await application.execute("refreshBalances", {})).toMatchObject({ ok: true });
    const { balances, account } = application.getState();
    expect(balances.items).toHaveLength(1);
    expect(balances).toMatchObject({
      isLoading: false,
      problem: { code: "DASHBOARD_UNREACHABLE" },
    });
    expect(account.status).toBe("signedIn");
  });

  test("are asked for once, however many ask", async () => {
    const { ports, application } = await signedIn();
    const before = ports.dashboard.asked;
    await Promise.all([1, 2, 3].map(() => application.execute("refreshBalances", {})));
    expect(ports.dashboard.asked).toBe(before + 1);
  });

  test("follow the file: another program's switch shows in them", async () => {
    const { ports, application } = await signedIn();
    ports.homeFiles.text = block(token).replace(/^model_provider = .*/, 'model_provider = "x"');
    await application.execute("reload", {});
    expect(application.getState().balances.items).toMatchObject([{ isInUse: false }]);
  });

  test("are there again after a restart, before the service has answered", async () => {
    const { ports } = await signedIn();
    const application = createApplication(ports);
    ports.dashboard.failure = new AppError("DASHBOARD_UNREACHABLE");
    await application.execute("reload", {});
    await application.execute("resumeSession", {});
    expect(application.getState().balances.items).toHaveLength(1);
    expect(JSON.stringify(ports.cached)).not.toContain("sentinel");
  });

  test("come late with a keychain that is unlocked late", async () => {
    const { ports, application } = await start();
    await application.execute("resumeSession", {});
    expect(application.getState().account.status).toBe("signedOut");
    ports.dashboard.session = { email: "a@example.test", keeping: { place: "keychain" } };
    await application.execute("resumeSession", {});
    expect(application.getState()).toMatchObject({
      account: { status: "signedIn" },
      balances: { items: [{ id: "b1" }] },
    });
  });

  test("of a session that a slow keychain gives do not end a sign-in under way", async () => {
    const { ports, application } = await start();
    let give = (): void => {};
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    ports.dashboard.restore = async () => {
      await given;
      return { email: "b@example.test", keeping: { place: "keychain" } };
    };
    const resumed = application.execute("resumeSession", {});
    const signIn = application.execute("signIn", { way: { kind: "browser" } });
    await expect.poll(() => application.getState().account.status).toBe("signingIn");
    give();
    await resumed;
    expect(application.getState().account.status).toBe("signingIn");
    await application.execute("cancelSignIn", {});
    await signIn;
  });

  test("end with a session the service no longer takes", async () => {
    const { ports, application } = await signedIn();
    ports.dashboard.failure = new AppError("SIGNED_OUT");
    await application.execute("refreshBalances", {});
    expect(application.getState().account).toEqual({ status: "expired", email: "a@example.test" });
    expect(await application.execute("refreshBalances", {})).toMatchObject({ code: "SIGNED_OUT" });
  });
});

describe("the account's blocks", () => {
  test("that the file lacks can be added", async () => {
    const { ports, application } = await signedIn("");
    expect(application.getState().balances.items).toMatchObject([{ block: "missing" }]);
    const source = { kind: "account", providerId: "photonmark-codex-pay" } as const;
    const reply = await application.execute("stageBlock", { source });
    if (!reply.ok || !reply.value) throw new Error("nothing staged");
    expect(JSON.stringify(reply)).not.toContain("sentinel");
    const { importId } = reply.value;
    await application.execute("change", {
      change: { kind: "importBlock", importId, activate: true, rootKeys: [] },
    });
    expect(ports.homeFiles.text).toContain(token);
    expect(application.getState().balances.items).toMatchObject([
      { block: "present", isInUse: true },
    ]);
  });

  test("with a renewed token are noticed", async () => {
    const { ports, application } = await signedIn();
    ports.dashboard.accountBlocks = [
      { providerId: "photonmark-codex-pay", toml: block(`${token}-renewed`) },
    ];
    await application.execute("refreshBalances", {});
    expect(application.getState().balances.items).toMatchObject([{ block: "outdated" }]);
  });

  test("of another account are not given", async () => {
    const { application } = await signedIn();
    const source = { kind: "account", providerId: "nobody" } as const;
    expect(await application.execute("stageBlock", { source })).toMatchObject({
      code: "BLOCK_NOT_IN_ACCOUNT",
    });
  });
});

describe("signing out", () => {
  test.each([
    ["revokes", undefined, true],
    ["forgets also when the service is away", new AppError("DASHBOARD_UNREACHABLE"), false],
  ])("%s", async (_how, failure, isRevoked) => {
    const { ports, application } = await signedIn();
    ports.dashboard.failure = failure;
    expect(await application.execute("signOut", {})).toEqual({ ok: true, value: { isRevoked } });
    const { account, balances } = application.getState();
    expect(account).toEqual({ status: "signedOut" });
    expect(balances.items).toEqual([]);
    expect(ports.cached).toBeUndefined();
  });
});
