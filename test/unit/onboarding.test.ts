import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import type { Change } from "../../app/change/change.ts";
import type { Input } from "../../app/contract.ts";
import { AppError } from "../../app/errors.ts";
import { parseOnboarding } from "../../app/onboarding/onboarding.ts";
import {
  blockToStageAgain,
  candidatesOf,
  changeOf,
  chosenCandidate,
  onboardingStep,
} from "../../app/onboarding/onboardingStep.ts";
import { presentFile } from "../../app/onboarding/presentFile.ts";
import { defaultSettings } from "../../app/settings.ts";
import { initialState } from "../../app/state.ts";
import { createFakePorts, type FakePorts } from "../support/fakePorts.ts";
import { sampleBalance } from "../support/sampleBalance.ts";

const token = "pmx-sentinel-1234567890abcdef";
const table = (id: string) =>
  `[model_providers.${id}]\nname = "Name of ${id}"\nbase_url = "https://codex.example.test/v1"\nexperimental_bearer_token = "${token}"\n`;
const config = `model_provider = "a"\n\n${table("a")}\n${table("b")}`;
const block = `model_provider = "new"\n\n${table("new")}`;

type Move = Input<"onboard">["move"];

async function start(text: string | undefined = config, prepare?: (ports: FakePorts) => void) {
  const ports = createFakePorts(text);
  ports.copied = block;
  prepare?.(ports);
  const application = createApplication(ports);
  await application.execute("reload", {});
  await application.settled();
  const move = (it: Move) => application.execute("onboard", { move: it });
  const step = () => onboardingStep(application.getState());
  return { ports, application, move, step, state: () => application.getState() };
}

const paste: Move = { kind: "take", source: { kind: "clipboard" } };

/** As a new run of the program finds it. */
const restarted = (ports: FakePorts, text = ports.homeFiles.text) =>
  start(text, (fresh) => {
    fresh.onboarding = parseOnboarding(JSON.parse(JSON.stringify(ports.onboarding)));
    fresh.dashboard.session = ports.dashboard.session;
    fresh.dashboard.items = ports.dashboard.items;
    fresh.dashboard.accountBlocks = ports.dashboard.accountBlocks;
  });

describe("what is kept", () => {
  test("nothing kept is a first run, and nonsense is too", () => {
    const first = { status: "open", step: "start", way: undefined, providerId: undefined };
    for (const stored of [
      undefined,
      null,
      7,
      "x",
      [],
      { status: "x", step: 3, way: {}, providerId: [] },
    ])
      expect(parseOnboarding(stored)).toEqual(first);
    expect(parseOnboarding({ providerId: "x".repeat(300) }).providerId).toBeUndefined();
  });

  test("is the step and the provider, and never the block", async () => {
    const { ports, move, state } = await start();
    await move(paste);
    expect(state().onboarding.block?.providers).toMatchObject([{ id: "new", isKnown: false }]);
    expect(ports.onboarding).toEqual({
      status: "open",
      step: "choose",
      way: "block",
      providerId: "new",
    });
    expect(JSON.stringify([ports.onboarding, state()])).not.toContain("sentinel");
  });

  test("does not stop the steps when it cannot be kept", async () => {
    const { ports, move, step } = await start();
    Object.assign(ports.onboardingStore, {
      write: () => {
        throw new AppError("DISK_FULL", { path: "/x" });
      },
    });
    expect(await move(paste)).toMatchObject({ ok: true });
    expect(step()).toBe("choose");
    expect(ports.logged.join()).toContain("not kept");
  });
});

describe("the way with a pasted block", () => {
  test("goes from the block to its change, to what runs and to the check", async () => {
    const { application, move, step, state } = await start();
    expect(step()).toBe("start");
    await move(paste);
    expect(step()).toBe("choose");
    expect(chosenCandidate(state())).toMatchObject({ providerId: "new", isKnown: false });
    await move({ kind: "goTo", step: "repair", providerId: "new" });
    // Nothing is wrong with the file, so there is nothing to look at.
    expect(step()).toBe("review");
    const importId = state().onboarding.block?.importId ?? "";
    await application.execute("change", {
      change: { kind: "importBlock", importId, activate: true, rootKeys: [] },
    });
    await move({ kind: "goTo", step: "restart" });
    expect(step()).toBe("restart");
    expect(state().onboarding.block).toBeUndefined();
    await move({ kind: "goTo", step: "check" });
    expect(step()).toBe("check");
    await move({ kind: "finish" });
    expect(state().onboarding).toMatchObject({ status: "done", step: "start" });
  });

  test("says why a text was not taken, and takes the next one", async () => {
    const { ports, move, step, state } = await start();
    ports.copied = "just words";
    expect(await move(paste)).toMatchObject({ ok: false, code: "BLOCK_NOT_FOUND" });
    expect(state().onboarding.problem).toMatchObject({ code: "BLOCK_NOT_FOUND" });
    expect(step()).toBe("start");
    ports.copied = block;
    await move(paste);
    expect(state().onboarding.problem).toBeUndefined();
    expect(step()).toBe("choose");
  });

  test("asks which one is meant where the block leaves it open, and activates that one", async () => {
    const { ports, application, move, step, state } = await start("");
    ports.copied = `${table("one")}\n${table("two")}`;
    await move(paste);
    expect(chosenCandidate(state())).toBeUndefined();
    await move({ kind: "goTo", step: "repair", providerId: "two" });
    expect(step()).toBe("review");
    expect(changeOf(state())).toMatchObject({ kind: "importBlock", providerId: "two" });
    const importId = state().onboarding.block?.importId ?? "";
    const choices = { importId, activate: true, rootKeys: [], providerId: "two" };
    await application.execute("change", { change: { kind: "importBlock", ...choices } });
    expect(state().activeProviderId).toBe("two");
  });

  test("begins again after a restart of the program, and says why", async () => {
    const { ports, move } = await start();
    await move(paste);
    await move({ kind: "goTo", step: "review", providerId: "new" });
    const { step, state } = await restarted(ports);
    expect(step()).toBe("start");
    expect(state().onboarding).toMatchObject({ hasLostBlock: true, providerId: undefined });
  });

  test("leads back to the start when the change is taken back", async () => {
    const { application, move, step, state } = await start();
    await move(paste);
    const importId = state().onboarding.block?.importId ?? "";
    await application.execute("change", {
      change: { kind: "importBlock", importId, activate: true, rootKeys: [] },
    });
    await move({ kind: "goTo", step: "check", providerId: "new" });
    expect(step()).toBe("check");
    await application.execute("change", { change: { kind: "undo" } });
    expect(step()).toBe("start");
  });
});

describe("the way with an account", () => {
  const signedIn = async () => {
    const items = [
      sampleBalance({
        id: "1",
        providerId: "a",
        money: { currency: "USD", remaining: 0, granted: 9 },
      }),
      sampleBalance({ id: "2", providerId: "new" }),
    ];
    const rig = await start(config, (ports) => {
      ports.dashboard.items = items;
      ports.dashboard.accountBlocks = [{ providerId: "new", toml: block }];
      ports.copied = "token";
    });
    await rig.application.execute("signIn", { way: { kind: "clipboardToken" } });
    return rig;
  };

  test("offers the balances, the most useful one first, and goes on with the account's block", async () => {
    const { move, step, state } = await signedIn();
    await move({ kind: "begin", way: "account" });
    expect(step()).toBe("choose");
    expect(candidatesOf(state()).map(({ providerId }) => providerId)).toEqual(["a", "new"]);
    // The one in use has no money.
    expect(chosenCandidate(state())?.providerId).toBe("new");
    await move({ kind: "take", source: { kind: "account", providerId: "new" } });
    expect(step()).toBe("review");
  });

  test("is not possible for whoever is not signed in", async () => {
    const { application, move, step } = await signedIn();
    await move({ kind: "begin", way: "account" });
    await application.execute("signOut", {});
    expect(step()).toBe("start");
  });

  test("finds the chosen balance again after a restart of the program", async () => {
    const { ports, move } = await signedIn();
    await move({ kind: "take", source: { kind: "account", providerId: "new" } });
    const { application, move: go, step, state } = await restarted(ports);
    expect(step()).toBe("start");
    expect(blockToStageAgain(state())).toBeUndefined();
    await application.execute("resumeSession", {});
    expect(step()).toBe("choose");
    const providerId = blockToStageAgain(state()) ?? "";
    expect(providerId).toBe("new");
    await go({ kind: "take", source: { kind: "account", providerId } });
    expect(step()).toBe("review");
    expect(blockToStageAgain(state())).toBeUndefined();
  });

  test("does not ask again and again for a block the account no longer has", async () => {
    const { ports, move } = await signedIn();
    await move({ kind: "take", source: { kind: "account", providerId: "new" } });
    ports.dashboard.accountBlocks = [];
    const { application, move: go, step, state } = await restarted(ports);
    await application.execute("resumeSession", {});
    await go({ kind: "take", source: { kind: "account", providerId: "new" } });
    expect(state().onboarding.problem).toMatchObject({ code: "BLOCK_NOT_IN_ACCOUNT" });
    expect(blockToStageAgain(state())).toBeUndefined();
    expect(step()).toBe("choose");
  });
});

describe("the way with the file alone", () => {
  test("offers what it defines, the active one chosen, and changes one value", async () => {
    const { move, step, state } = await start();
    await move({ kind: "begin", way: "file" });
    expect(chosenCandidate(state())?.providerId).toBe("a");
    await move({ kind: "goTo", step: "repair", providerId: "b" });
    expect(step()).toBe("review");
    expect(changeOf(state())).toEqual({ kind: "activate", providerId: "b" });
  });

  test("goes back as far as the file forces it to", async () => {
    const { ports, application, move, step } = await start();
    await move({ kind: "begin", way: "file" });
    await move({ kind: "goTo", step: "review", providerId: "b" });
    ports.homeFiles.text = `model_provider = "a"\n${table("a")}`;
    await application.execute("reload", {});
    expect(step()).toBe("choose");
    ports.homeFiles.text = "";
    await application.execute("reload", {});
    expect(step()).toBe("start");
  });

  test("is taken up after a restart where it was left, if that is still true", async () => {
    const { ports, move } = await start();
    await move({ kind: "begin", way: "file" });
    await move({ kind: "goTo", step: "review", providerId: "b" });
    expect((await restarted(ports)).step()).toBe("review");
    expect(
      (
        await restarted(ports, config.replaceAll("[model_providers.b]", "[model_providers.c]"))
      ).step(),
    ).toBe("choose");
  });

  test("shows what is wrong first, and passes over it once it is right", async () => {
    const { ports, application, move, step } = await start(`model_provider = "b"\n${config}`);
    await move({ kind: "begin", way: "file" });
    await move({ kind: "goTo", step: "repair", providerId: "b" });
    expect(step()).toBe("repair");
    ports.homeFiles.text = config;
    await application.execute("reload", {});
    expect(step()).toBe("review");
  });

  test("needs no change where Codex only has to be tried", async () => {
    const { move, step } = await start();
    await move({ kind: "goTo", step: "check", providerId: "a" });
    expect(step()).toBe("check");
    await move({ kind: "goTo", step: "check", providerId: "b" });
    expect(step()).not.toBe("check");
  });
});

describe("leaving", () => {
  test("keeps the place; opening goes on there, and from the start once it was finished", async () => {
    const { ports, move, step, state } = await start();
    await move(paste);
    await move({ kind: "leave" });
    expect(ports.onboarding).toMatchObject({ status: "left", step: "choose" });
    await move({ kind: "open" });
    expect(state().onboarding.status).toBe("open");
    expect(step()).toBe("choose");
    await move({ kind: "finish" });
    await move({ kind: "open" });
    expect(step()).toBe("start");
    expect(state().onboarding.block).toBeUndefined();
  });

  test("with another block forgets the one before, with its token", async () => {
    const { application, move, state } = await start();
    await move(paste);
    const importId = state().onboarding.block?.importId ?? "";
    await move(paste);
    const change: Change = { kind: "importBlock", importId, activate: true, rootKeys: [] };
    expect(await application.execute("preview", { change })).toMatchObject({
      code: "IMPORT_EXPIRED",
    });
  });
});

describe("the present file in one sentence", () => {
  test.each([
    ["uses", config, { status: "accepted", version: "1", effectiveProviderId: "a" }],
    ["builtIn", "", { status: "accepted", version: "1", effectiveProviderId: undefined }],
    ["usesNoCodex", config, { status: "notFound" }],
    ["builtInNoCodex", "", { status: "notFound" }],
    ["usesUnasked", config, { status: "failed", reason: "said", message: "x" }],
    ["rejected", config, { status: "rejected", message: "x", line: 1, column: 1 }],
    [
      "undefinedProvider",
      'model_provider = "gone"',
      { status: "rejected", message: "x", line: undefined, column: undefined },
    ],
    ["broken", "a = [", { status: "notFound" }],
  ] as const)("%s", async (sentence, text, answer) => {
    const { state } = await start(text, (ports) => {
      ports.codexAnswer = answer;
    });
    expect(presentFile(state()).sentence).toBe(sentence);
  });

  test("says that there is none, and that it is being read", () => {
    const before = initialState(defaultSettings);
    expect(presentFile(before).sentence).toBe("reading");
    const missing = { ...before, configPath: "/home/.codex/config.toml" };
    expect(presentFile(missing)).toMatchObject({ sentence: "missing", tone: "neutral" });
  });
});
