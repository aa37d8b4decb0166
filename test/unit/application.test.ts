import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import type { Change, ChangePreview } from "../../app/change/change.ts";
import type { StagedBlock } from "../../app/change/stagedBlock.ts";
import type { Reply } from "../../app/contract.ts";
import { AppError } from "../../app/errors.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const token = "pmx-sentinel-1234567890abcdef";
const config = [
  "# mine",
  'model_provider = "photonmark-codex-pay" # the one in use',
  'model = "gpt-6"',
  "",
  "[model_providers.photonmark-codex-pay]",
  'name = "PhotonMark Pay"',
  'base_url = "https://codex.example.test/pay/v1"',
  `experimental_bearer_token = "${token}"`,
  "",
  "[model_providers.photonmark-codex-boost]",
  'name = "PhotonMark Boost"',
  'base_url = "https://codex.example.test/boost/v1"',
  `experimental_bearer_token = "${token}-boost"`,
  "",
].join("\n");
const block = [
  'model_provider = "photonmark-codex-link"',
  'model = "gpt-7"',
  'model_reasoning_effort = "high"',
  "",
  "[model_providers.photonmark-codex-link]",
  'name = "PhotonMark Link"',
  'base_url = "https://codex.example.test/link/v1"',
  `experimental_bearer_token = "${token}-link"`,
  "",
].join("\n");

async function start(text: string | undefined = config) {
  const ports = createFakePorts(text);
  const application = createApplication(ports);
  await application.execute("reload", {});
  return { ports, application };
}

function valueFrom<T>(reply: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
}

describe("the state", () => {
  test("tells the providers, the active one and their services, and holds no secret", async () => {
    const { application } = await start();
    const { providers, activeProviderId } = application.getState();
    expect(activeProviderId).toBe("photonmark-codex-pay");
    expect(providers.map(({ id, service, isActive }) => [id, service, isActive])).toEqual([
      ["photonmark-codex-pay", "pay", true],
      ["photonmark-codex-boost", "boost", false],
    ]);
    expect(JSON.stringify(application.getState())).not.toContain("sentinel");
  });

  test("of a broken file names the place and still lists what can be read", async () => {
    const { application } = await start(`model_provider = "a"\n${config}`);
    const state = application.getState();
    expect(state.configProblem).toMatchObject({ code: "CONFIG_UNREADABLE", detail: { line: 3 } });
    expect(state.providers).toHaveLength(2);
  });

  test("of a file that is not UTF-8 says so", async () => {
    const ports = createFakePorts(undefined);
    const application = createApplication(ports);
    await application.execute("reload", {});
    expect(application.getState().configProblem?.code).toBe("CONFIG_NOT_UTF8");
  });

  test("is published before a command's reply", async () => {
    const { application } = await start();
    const seen: (string | undefined)[] = [];
    application.subscribe((state) => seen.push(state.activeProviderId));
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(seen).toContain("photonmark-codex-boost");
  });
});

describe("activate", () => {
  test("changes one value and nothing else", async () => {
    const { ports, application } = await start();
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(reply).toMatchObject({
      ok: true,
      value: { activeBefore: "photonmark-codex-pay", activeAfter: "photonmark-codex-boost" },
    });
    expect(ports.homeFiles.text).toBe(
      config.replace('"photonmark-codex-pay" #', '"photonmark-codex-boost" #'),
    );
  });

  test("of the active one writes nothing", async () => {
    const { ports, application } = await start();
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-pay" },
    });
    expect(reply).toMatchObject({ ok: true, value: { backupId: undefined } });
    expect(ports.homeFiles.stored.size).toBe(0);
  });

  test("of an unknown one is refused", async () => {
    const { ports, application } = await start();
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "nobody" },
    });
    expect(reply).toMatchObject({ ok: false, code: "PROVIDER_NOT_FOUND" });
    expect(ports.homeFiles.text).toBe(config);
  });

  test("repairs a doubled model_provider and refuses any other damage", async () => {
    const doubled = await start(`model_provider = "old"\n${config}`);
    await doubled.application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(doubled.ports.homeFiles.text).toContain('# model_provider = "photonmark-codex-pay"');
    const broken = await start(`${config}\n[oops\n`);
    const reply = await broken.application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(reply).toMatchObject({ ok: false, code: "CONFIG_UNREADABLE" });
    expect(broken.ports.homeFiles.text).toBe(`${config}\n[oops\n`);
  });

  test("keeps what another program wrote meanwhile", async () => {
    const { ports, application } = await start();
    ports.homeFiles.interfere = () => {
      ports.homeFiles.text += "[tui]\n";
    };
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(ports.homeFiles.text).toMatch(/"photonmark-codex-boost" #[\s\S]*\[tui\]\n$/);
  });
});

describe("a preview", () => {
  test("shows the masked diff, changes nothing, and binds the change to it", async () => {
    const { ports, application } = await start();
    const change = { kind: "activate", providerId: "photonmark-codex-boost" } as const;
    const shown = valueFrom<ChangePreview>(await application.execute("preview", { change }));
    expect(shown).toMatchObject({ addedLines: 1, removedLines: 1 });
    expect(ports.homeFiles.text).toBe(config);
    const { expected } = shown;
    expect(await application.execute("change", { change, expected })).toMatchObject({ ok: true });
    expect(ports.homeFiles.revisionOf(ports.homeFiles.text ?? "")).toBe(expected.after);
  });

  test.each([
    ["before the change is asked for", false],
    ["while it is written", true],
  ])("is void once the file changes %s", async (_when, during) => {
    const { ports, application } = await start();
    const change = { kind: "activate", providerId: "photonmark-codex-boost" } as const;
    const { expected } = valueFrom<ChangePreview>(await application.execute("preview", { change }));
    const rival = () => {
      ports.homeFiles.text = `${config}# theirs\n`;
    };
    if (during) ports.homeFiles.interfere = rival;
    else rival();
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
      expected,
    });
    expect(reply).toMatchObject({ ok: false, code: "CONFIG_CHANGED" });
    expect(ports.homeFiles.text).toBe(`${config}# theirs\n`);
  });
});

describe("an import", () => {
  async function stage(application: ReturnType<typeof createApplication>) {
    const reply: Reply<"stageBlock"> = await application.execute("stageBlock", {
      source: { kind: "clipboard" },
    });
    const staged = valueFrom<StagedBlock | undefined>(reply);
    if (!staged) throw new Error("nothing staged");
    return staged;
  }

  test("stages without the token, then adds table, root keys and the active id", async () => {
    const { ports, application } = await start();
    ports.copied = block;
    const staged = await stage(application);
    expect(JSON.stringify(staged)).not.toContain("sentinel");
    expect(staged.suggestions).toEqual([
      { key: "model", value: '"gpt-7"', current: '"gpt-6"' },
      { key: "model_reasoning_effort", value: '"high"', current: undefined },
    ]);
    await application.execute("change", {
      change: {
        kind: "importBlock",
        importId: staged.importId,
        activate: true,
        rootKeys: ["model_reasoning_effort"],
      },
    });
    expect(ports.homeFiles.text).toBe(
      config
        .replace('"photonmark-codex-pay" #', '"photonmark-codex-link" #')
        .replace('model = "gpt-6"\n', 'model = "gpt-6"\nmodel_reasoning_effort = "high"\n')
        .concat(block.slice(block.indexOf("\n["))),
    );
  });

  test("can be asked for once", async () => {
    const { ports, application } = await start();
    ports.copied = block;
    const { importId } = await stage(application);
    const change: Change = { kind: "importBlock", importId, activate: false, rootKeys: [] };
    expect(await application.execute("change", { change })).toMatchObject({ ok: true });
    expect(await application.execute("change", { change })).toMatchObject({
      ok: false,
      code: "IMPORT_EXPIRED",
    });
  });
});

describe("removing", () => {
  test("refuses the active provider and takes another one out", async () => {
    const { ports, application } = await start();
    const active = { kind: "removeProvider", providerId: "photonmark-codex-pay" } as const;
    expect(await application.execute("change", { change: active })).toMatchObject({
      code: "PROVIDER_IN_USE",
    });
    await application.execute("change", {
      change: { kind: "removeProvider", providerId: "photonmark-codex-boost" },
    });
    expect(ports.homeFiles.text).not.toContain("boost");
  });
});

describe("undo", () => {
  test("restores byte for byte, and undone again redoes", async () => {
    const { ports, application } = await start();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    const switched = ports.homeFiles.text;
    await application.execute("change", { change: { kind: "undo" } });
    expect(ports.homeFiles.text).toBe(config);
    await application.execute("change", { change: { kind: "undo" } });
    expect(ports.homeFiles.text).toBe(switched);
  });

  test("with nothing done yet says so", async () => {
    const { application } = await start();
    expect(await application.execute("change", { change: { kind: "undo" } })).toMatchObject({
      code: "NOTHING_TO_UNDO",
    });
  });

  test("looks once more when the file is locked: a write in between is not taken back unseen", async () => {
    const { ports, application } = await start();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    const theirs = `${ports.homeFiles.text}# theirs\n`;
    ports.homeFiles.interfere = () => {
      ports.homeFiles.text = theirs;
    };
    expect(await application.execute("change", { change: { kind: "undo" } })).toMatchObject({
      code: "CONFIG_CHANGED",
    });
    expect(ports.homeFiles.text).toBe(theirs);
  });

  test("takes back our last write, whatever the names of the backups say", async () => {
    const { ports, application } = await start();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    // Listed first because the clock was set back meanwhile.
    const older = { reason: "import" as const, text: "older = true\n", createdAt: "2020-01-01" };
    ports.homeFiles.stored.set("backup-9_import.toml", older);
    await application.execute("reload", {});
    await application.execute("change", { change: { kind: "undo" } });
    expect(ports.homeFiles.text).toBe(config);
  });

  test("after a restart is offered, but not without a look", async () => {
    const { ports } = await start();
    const first = createApplication(ports);
    await first.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    const second = createApplication(ports);
    await second.execute("reload", {});
    expect(second.getState().undo).toMatchObject({ reason: "activate", isImmediate: false });
    expect(await second.execute("change", { change: { kind: "undo" } })).toMatchObject({
      code: "CONFIG_CHANGED",
    });
  });

  test("never drops what another program wrote since, unless it was previewed", async () => {
    const { ports, application } = await start();
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    ports.homeFiles.text += "# theirs\n";
    expect(await application.execute("change", { change: { kind: "undo" } })).toMatchObject({
      code: "CONFIG_CHANGED",
    });
    const { expected } = valueFrom<ChangePreview>(
      await application.execute("preview", { change: { kind: "undo" } }),
    );
    expect(
      await application.execute("change", { change: { kind: "undo" }, expected }),
    ).toMatchObject({ ok: true });
    expect(ports.homeFiles.text).toBe(config);
  });
});

describe("the check by Codex", () => {
  test("follows each write, and its words lose the file's secrets", async () => {
    const { ports, application } = await start();
    ports.codexAnswer = {
      status: "rejected",
      message: `duplicate key: experimental_bearer_token = "${token}"`,
      line: 8,
      column: 1,
    };
    await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    await application.settled();
    const { codexCheck } = application.getState();
    expect(codexCheck).toMatchObject({ status: "rejected", line: 8 });
    expect(JSON.stringify(codexCheck)).not.toContain(token);
  });
});

describe("restoring", () => {
  test("writes the bytes that were shown, or none", async () => {
    const { ports, application } = await start();
    const backup = { reason: "import" as const, text: "shown = true\n", createdAt: "2026-01-01" };
    ports.homeFiles.stored.set("b", backup);
    const change = { kind: "restoreBackup", backupId: "b" } as const;
    const { expected } = valueFrom<ChangePreview>(await application.execute("preview", { change }));
    ports.homeFiles.stored.set("b", { ...backup, text: "other = true\n" });
    const input = { change, expected };
    expect(await application.execute("change", input)).toMatchObject({
      code: "CONFIG_CHANGED",
    });
    expect(ports.homeFiles.text).toBe(config);
    ports.homeFiles.stored.set("b", backup);
    expect(await application.execute("change", input)).toMatchObject({ ok: true });
    expect(ports.homeFiles.text).toBe("shown = true\n");
  });
});

describe("reading the file again", () => {
  test("asks Codex again when somebody wants it, not otherwise", async () => {
    const { ports, application } = await start();
    await application.settled();
    ports.codexAnswer = { status: "notFound" };
    await application.execute("reload", {});
    await application.settled();
    expect(application.getState().codexCheck.status).toBe("accepted");
    await application.execute("reload", { askCodex: true });
    await application.settled();
    expect(application.getState().codexCheck.status).toBe("notFound");
  });

  test("of a file that went away forgets what was in it", async () => {
    const { ports, application } = await start();
    ports.homeFiles.read = () => Promise.reject(new AppError("PERMISSION_DENIED"));
    await application.execute("reload", {});
    expect(application.getState()).toMatchObject({
      activeProviderId: undefined,
      providers: [],
      configProblem: { code: "PERMISSION_DENIED" },
      codexCheck: { status: "unchecked" },
    });
  });

  test("works without a list of backups", async () => {
    const { ports, application } = await start();
    ports.homeFiles.listBackups = () => Promise.reject(new AppError("READ_FAILED"));
    expect(await application.execute("reload", {})).toMatchObject({ ok: true });
    expect(application.getState().providers).toHaveLength(2);
  });
});

describe("a command", () => {
  test("is not kept waiting by a dialog that is open", async () => {
    const { ports, application } = await start();
    let choose: (bytes: undefined) => void = () => {};
    const fromDialog = () => new Promise<undefined>((resolve) => (choose = resolve));
    Object.assign(ports.blockSource, { fromDialog });
    const staging = application.execute("stageBlock", { source: { kind: "dialog" } });
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(reply).toMatchObject({ ok: true });
    choose(undefined);
    expect(await staging).toEqual({ ok: true, value: undefined });
  });

  test("succeeds although a view cannot draw the result", async () => {
    const { ports, application } = await start();
    application.subscribe(() => {
      throw new Error("cannot draw");
    });
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(reply).toMatchObject({ ok: true });
    expect(application.getState().undo?.isImmediate).toBe(true);
    expect(ports.logged.join()).toContain("cannot draw");
  });

  test("whose result is not what was written shows what there is, and leads back to the backup", async () => {
    const { ports, application } = await start();
    const { update } = ports.homeFiles;
    ports.homeFiles.update = async (reason, compute) => {
      const { backupId } = await update(reason, compute);
      ports.homeFiles.text = "brok";
      throw new AppError("READBACK_MISMATCH", { path: "config.toml", backupId: backupId ?? "" });
    };
    const reply = await application.execute("change", {
      change: { kind: "activate", providerId: "photonmark-codex-boost" },
    });
    expect(reply).toMatchObject({ ok: false, code: "READBACK_MISMATCH" });
    const { configProblem, providers, undo } = application.getState();
    expect(configProblem?.code).toBe("CONFIG_UNREADABLE");
    expect(providers).toEqual([]);
    expect(undo).toMatchObject({ reason: "activate", isImmediate: false });
    ports.homeFiles.update = update;
    const backupId = undo?.backupId ?? "";
    expect(
      await application.execute("change", { change: { kind: "restoreBackup", backupId } }),
    ).toMatchObject({ ok: true });
    expect(ports.homeFiles.text).toBe(config);
  });

  test("that takes a misplaced token for the active provider's name does not show it", async () => {
    const { application } = await start(
      config.replace('"photonmark-codex-pay" #', '"sk-proj-sentinel1234567890abcdefghij" #'),
    );
    const change = { kind: "activate", providerId: "photonmark-codex-boost" } as const;
    const shown = valueFrom(await application.execute("preview", { change }));
    expect(shown.activeBefore).toBeDefined();
    expect(JSON.stringify(shown)).not.toContain("sentinel");
    const done = valueFrom(
      await application.execute("change", {
        change: { kind: "activate", providerId: change.providerId },
      }),
    );
    expect(JSON.stringify(done)).not.toContain("sentinel");
  });

  test("that meets a bug answers INTERNAL and logs it", async () => {
    const { ports, application } = await start();
    ports.homeFiles.listBackups = () => Promise.reject(new TypeError("boom"));
    expect(await application.execute("listBackups", {})).toMatchObject({ code: "INTERNAL" });
    expect(ports.logged.join()).toContain("boom");
  });
});
