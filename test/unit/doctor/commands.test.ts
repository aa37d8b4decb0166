import { describe, expect, it } from "vitest";
import { createApplication } from "../../../app/application.ts";
import type { ChangeOf } from "../../../app/change/change.ts";
import type { Reply } from "../../../app/contract.ts";
import { noSurroundings } from "../../../app/doctor/facts.ts";
import { table, usePay } from "../../support/doctor/doctorCase.ts";
import { createFakePorts } from "../../support/fakePorts.ts";

const pay = table("pay");
const broken = `${usePay}model_provider = "photonmark-codex-boost"\napproval_policy = "untrusted"\n${pay}personality = "pragmatic"\n`;
const authPath = "/home/.codex/auth.json";
const profilePath = "/home/.bashrc";
const auth = '{"OPENAI_API_KEY":"sk-sentinel-old","tokens":{"access_token":"eyJ-sentinel"}}';
const profile = "# mine\nexport OPENAI_API_KEY=sk-sentinel-env\nalias l=ls\n";

async function start(text: string) {
  const ports = createFakePorts(text);
  ports.codexAnswer = { status: "rejected", message: "no", line: undefined, column: undefined };
  const application = createApplication(ports);
  await application.execute("reload", {});
  await application.settled();
  await application.execute("diagnose", {});
  await application.settled();
  const ids = () => application.getState().health.findings.map(({ id }) => id);
  const keyOf = (id: string) =>
    application.getState().health.findings.find((finding) => finding.id === id)?.key ?? "";
  return { ports, application, ids, keyOf };
}

/** With an old key in auth.json, which others may read, and in a start file. */
async function startWithOthers(text: string) {
  const started = await start(text);
  const { ports, application } = started;
  ports.otherFiles.texts.set(authPath, auth);
  ports.otherFiles.texts.set(profilePath, profile);
  ports.otherFiles.looseFiles.add(authPath);
  const around = () => ({
    ...noSurroundings,
    authFile: {
      path: authPath,
      content: {
        status: "read",
        key: ports.otherFiles.texts.get(authPath)?.includes("sk-sentinel")
          ? { kind: "sk", line: 1, column: 2 }
          : undefined,
        sends: "key",
        hasChatGptLogin: true,
        statesMode: false,
      } as const,
    },
    variables: ports.otherFiles.texts.get(profilePath)?.includes("\n# export")
      ? []
      : [
          {
            name: "OPENAI_API_KEY",
            kind: "sk" as const,
            origin: {
              kind: "file",
              path: profilePath,
              language: "shell",
              owner: "user",
              line: 2,
              standsAlone: true,
            } as const,
          },
        ],
    looseFiles: ports.otherFiles.looseFiles.has(authPath) ? [{ path: authPath, mode: "0644" }] : [],
  });
  Object.defineProperty(ports, "around", { get: around });
  await application.execute("diagnose", {});
  await application.settled();
  return started;
}

function valueFrom<T>(reply: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!reply.ok) throw new Error(reply.code);
  return reply.value;
}

describe("a diagnosis", () => {
  it("is in the state, the worst first, without a secret and without what a fix would write", async () => {
    const { application, ids } = await start(broken);
    expect(ids()).toEqual([
      "duplicate-model-provider",
      "approval-untrusted",
      "misplaced-global-key",
    ]);
    const { health } = application.getState();
    expect(health.lookedAt).toBe("2026-01-02T03:04:05.000Z");
    expect(health.findings[0]?.fix).toEqual({
      isSafe: true,
      file: "/home/.codex/config.toml",
      isOutsideHome: false,
    });
    expect(JSON.stringify(health)).not.toMatch(/sentinel|statement/);
  });

  it("is made again when the file has changed, and not before anybody asked", async () => {
    const ports = createFakePorts(broken);
    const application = createApplication(ports);
    await application.execute("reload", {});
    await application.settled();
    expect(application.getState().health.lookedAt).toBeUndefined();
    await application.execute("diagnose", {});
    ports.homeFiles.text = `${usePay}${pay}`;
    await application.execute("reload", {});
    await application.settled();
    expect(application.getState().health.findings).toEqual([]);
  });

  it("says what Codex says only where nothing else explains it", async () => {
    const { ids } = await start(`${usePay}${pay}`);
    expect(ids()).toEqual(["codex-rejects"]);
  });

  it("follows the balances", async () => {
    const { ports, application, ids } = await start(`${usePay}${pay}`);
    ports.codexAnswer = { status: "accepted", version: "0.169.0", effectiveProviderId: undefined };
    ports.dashboard.items = [
      {
        id: "b",
        providerId: "photonmark-codex-pay",
        name: "Pay",
        service: "pay",
        source: "top-up",
        chargedBy: "token",
        money: { currency: "USD", remaining: 0, granted: 100 },
        expiresAt: "2027-01-01T00:00:00.000Z",
        topUpUrl: "https://codex.photonmark.example/top-up",
      },
    ];
    ports.copied = "a-token";
    await application.execute("signIn", { way: { kind: "clipboardToken" } });
    await application.execute("reload", { askCodex: true });
    await application.settled();
    expect(ids()).toEqual(["balance-empty"]);
  });
});

describe("a fix", () => {
  const fixed = (reply: Reply<"change">) => valueFrom(reply);

  it("of all is one write with one backup, and undone at once", async () => {
    const { ports, application, ids } = await start(broken);
    const before = ports.homeFiles.text;
    const report = fixed(
      await application.execute("change", { change: { kind: "fix", findings: "all" } }),
    );
    expect(report.backupId).toMatch(/_fix/);
    expect(ports.homeFiles.stored.size).toBe(1);
    ports.codexAnswer = { status: "accepted", version: "0.169.0", effectiveProviderId: undefined };
    await application.execute("reload", { askCodex: true });
    await application.settled();
    expect(ids()).toEqual([]);
    valueFrom(await application.execute("change", { change: { kind: "undo" } }));
    expect(ports.homeFiles.text).toBe(before);
  });

  it("of one leaves the others", async () => {
    const { application, ids, keyOf } = await start(broken);
    fixed(
      await application.execute("change", {
        change: { kind: "fix", findings: [keyOf("duplicate-model-provider")] },
      }),
    );
    await application.settled();
    expect(ids()).toEqual(["approval-untrusted", "misplaced-global-key"]);
  });

  it("is what the preview showed, or nothing", async () => {
    const { ports, application, keyOf } = await start(broken);
    const findings = [keyOf("duplicate-model-provider")];
    const change = { kind: "fix", findings } as const;
    const preview = valueFrom(await application.execute("preview", { change }));
    expect(preview.hunks.length).toBeGreaterThan(0);
    ports.homeFiles.text = `${broken}# other\n`;
    const reply = await application.execute("change", {
      change: { kind: "fix", findings },
      expected: preview.expected,
    });
    expect(reply).toMatchObject({ ok: false, code: "CONFIG_CHANGED" });
    await application.execute("reload", {});
    const again = valueFrom(await application.execute("preview", { change }));
    fixed(
      await application.execute("change", {
        change: { kind: "fix", findings },
        expected: again.expected,
      }),
    );
  });

  it("of what is not wrong any more says so", async () => {
    const { application } = await start(`${usePay}${pay}`);
    for (const findings of [["legacy-profile"], "all"] as ChangeOf<"fix">["findings"][])
      expect(
        await application.execute("change", { change: { kind: "fix", findings } }),
      ).toMatchObject({
        code: "FINDING_GONE",
      });
  });

  it("never empties a file that cannot be read", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const key = keyOf("openai-key-in-auth-json");
    ports.homeFiles.text = undefined as unknown as string;
    expect(
      await application.execute("change", { change: { kind: "fix", findings: [key] } }),
    ).toMatchObject({
      code: "CONFIG_NOT_UTF8",
    });
    expect(ports.otherFiles.texts.get(authPath)).toBe(auth);
  });
});

describe("a fix of other files", () => {
  it("is shown first, without a secret", async () => {
    const { application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const findings = ["openai-key-in-auth-json", "openai-key-in-env", "loose-permissions"].map(
      keyOf,
    );
    const change = { kind: "fix", findings } as const;
    const { files, hunks } = valueFrom(await application.execute("preview", { change }));
    expect(hunks).toEqual([]);
    expect(
      files.map(({ path, isOutsideHome, makesPrivate }) => [path, isOutsideHome, makesPrivate]),
    ).toEqual([
      [authPath, false, true],
      [profilePath, true, false],
    ]);
    expect(JSON.stringify(files)).not.toContain("sentinel");
    expect(files.every((file) => file.hunks.length > 0)).toBe(true);
  });

  it("shows of another file the names that are set, and nothing of values and lines around", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const around = `alias prod="mysql -uroot -phunter2"`;
    const text = `${around}\nexport OPENAI_API_KEY=hunter3 # hunter4\nexport NPM_AUTH=abcd1234\n`;
    ports.otherFiles.texts.set(profilePath, text);
    const findings = ["openai-key-in-auth-json", "openai-key-in-env"].map(keyOf);
    const change = { kind: "fix", findings } as const;
    const { files } = valueFrom(await application.execute("preview", { change }));
    const lines = files.map(({ hunks }) =>
      hunks.flatMap((hunk) => hunk.lines.map((line) => [line.kind, line.text])),
    );
    expect(lines).toEqual([
      [
        ["removed", '{"OPENAI_API_KEY":"••••••••","tokens":{"access_token":"••••••••"}}'],
        ["added", '{"tokens":{"access_token":"••••••••"}}'],
      ],
      [
        ["removed", "export OPENAI_API_KEY ••••••••"],
        ["added", "# PhotonMark Codex: commented out, this key is sent in place of the right one"],
        ["added", "# export OPENAI_API_KEY ••••••••"],
      ],
    ]);
  });

  it("of all stays inside the Codex home, keeps the login, and is undone with config.toml", async () => {
    const { ports, application, ids } = await startWithOthers(broken);
    const report = valueFrom(
      await application.execute("change", { change: { kind: "fix", findings: "all" } }),
    );
    expect(report.otherFiles).toBe(2);
    expect(ports.otherFiles.texts.get(authPath)).toContain("eyJ-sentinel");
    expect(ports.otherFiles.texts.get(authPath)).not.toContain("sk-sentinel");
    expect(ports.otherFiles.looseFiles.size).toBe(0);
    expect(ports.otherFiles.texts.get(profilePath)).toBe(profile);
    await application.settled();
    expect(ids()).toContain("openai-key-in-env");
    expect(ids()).not.toContain("openai-key-in-auth-json");
    valueFrom(await application.execute("change", { change: { kind: "undo" } }));
    expect(ports.homeFiles.text).toBe(broken);
    expect(ports.otherFiles.texts.get(authPath)).toBe(auth);
    expect(ports.otherFiles.looseFiles.has(authPath)).toBe(true);
  });

  it("is undone as the preview shows, which names every file", async () => {
    const { ports, application } = await startWithOthers(broken);
    valueFrom(await application.execute("change", { change: { kind: "fix", findings: "all" } }));
    const change = { kind: "undo" } as const;
    const { files, expected } = valueFrom(await application.execute("preview", { change }));
    expect(files.map(({ path }) => path)).toEqual([authPath]);
    expect(files[0]?.hunks).not.toEqual([]);
    expect(JSON.stringify(files)).not.toContain("sentinel");
    expect(expected.files).toEqual([files[0]?.expected]);
    const [file] = expected.files ?? [];
    const otherwise = { ...expected, files: file && [{ ...file, after: file.before }] };
    expect(
      await application.execute("change", { change: { kind: "undo" }, expected: otherwise }),
    ).toMatchObject({
      code: "CONFIG_CHANGED",
    });
    expect(ports.homeFiles.text).not.toBe(broken);
    valueFrom(await application.execute("change", { change: { kind: "undo" }, expected }));
    expect(ports.otherFiles.texts.get(authPath)).toBe(auth);
  });

  it("that only closed a file is undone as the preview shows, which says that others may read it again", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const findings = [keyOf("loose-permissions")];
    valueFrom(await application.execute("change", { change: { kind: "fix", findings } }));
    const change = { kind: "undo" } as const;
    const { files, expected } = valueFrom(await application.execute("preview", { change }));
    expect(files).toMatchObject([{ path: authPath, hunks: [], reopensTo: "0644" }]);
    valueFrom(await application.execute("change", { change: { kind: "undo" }, expected }));
    expect(ports.otherFiles.looseFiles.has(authPath)).toBe(true);
  });

  it("that changed and closed a file is undone with both shown", async () => {
    const { application } = await startWithOthers(broken);
    valueFrom(await application.execute("change", { change: { kind: "fix", findings: "all" } }));
    const change = { kind: "undo" } as const;
    const { files } = valueFrom(await application.execute("preview", { change }));
    expect(files).toMatchObject([{ path: authPath, reopensTo: "0644" }]);
    expect(files[0]?.hunks).not.toEqual([]);
  });

  it("is not undone at all when one of the files has changed since", async () => {
    const { ports, application } = await startWithOthers(broken);
    valueFrom(await application.execute("change", { change: { kind: "fix", findings: "all" } }));
    const fixed = ports.homeFiles.text;
    ports.otherFiles.texts.set(authPath, "{}");
    expect(await application.execute("change", { change: { kind: "undo" } })).toMatchObject({
      code: "CONFIG_CHANGED",
      detail: { path: authPath },
    });
    expect(ports.homeFiles.text).toBe(fixed);
    expect(ports.otherFiles.texts.get(authPath)).toBe("{}");
  });

  it("that is undone in part can be undone for the rest", async () => {
    const { ports, application } = await startWithOthers(broken);
    valueFrom(await application.execute("change", { change: { kind: "fix", findings: "all" } }));
    ports.otherFiles.stuck.add("file-1");
    expect(await application.execute("change", { change: { kind: "undo" } })).toMatchObject({
      code: "WRITE_FAILED",
    });
    expect(ports.homeFiles.text).toBe(broken);
    ports.otherFiles.stuck.clear();
    valueFrom(await application.execute("change", { change: { kind: "undo" } }));
    expect(ports.homeFiles.text).toBe(broken);
    expect(ports.otherFiles.texts.get(authPath)).toBe(auth);
  });

  it("outside the home is made when it is asked for by itself, and undone", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const findings = [keyOf("openai-key-in-env")];
    const report = valueFrom(
      await application.execute("change", { change: { kind: "fix", findings } }),
    );
    expect(report).toMatchObject({ backupId: undefined, otherFiles: 1 });
    expect(ports.otherFiles.texts.get(profilePath)).toContain("\n# export OPENAI_API_KEY");
    expect(application.getState().undo).toMatchObject({ backupId: undefined, isImmediate: true });
    valueFrom(await application.execute("change", { change: { kind: "undo" } }));
    expect(ports.otherFiles.texts.get(profilePath)).toBe(profile);
    expect(application.getState().undo).toBeUndefined();
  });

  it("is what the preview showed, or nothing", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const findings = [keyOf("openai-key-in-env")];
    const change = { kind: "fix", findings } as const;
    const { expected } = valueFrom(await application.execute("preview", { change }));
    ports.otherFiles.texts.set(profilePath, `${profile}# more\n`);
    const reply = await application.execute("change", {
      change: { kind: "fix", findings },
      expected,
    });
    expect(reply).toMatchObject({ code: "CONFIG_CHANGED" });
    expect(ports.otherFiles.texts.get(profilePath)).toBe(`${profile}# more\n`);
  });

  it("that fails half-way takes the first half back", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    ports.otherFiles.failing = profilePath;
    const findings = ["openai-key-in-auth-json", "openai-key-in-env"].map(keyOf);
    const reply = await application.execute("change", { change: { kind: "fix", findings } });
    expect(reply).toMatchObject({ code: "PERMISSION_DENIED" });
    expect(ports.otherFiles.texts.get(authPath)).toBe(auth);
  });

  it("that fails half-way takes back all it can, and says why it failed", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    ports.otherFiles.failing = profilePath;
    ports.otherFiles.stuck.add("file-2");
    const findings = ["openai-key-in-auth-json", "loose-permissions", "openai-key-in-env"];
    const reply = await application.execute("change", {
      change: { kind: "fix", findings: findings.map(keyOf) },
    });
    expect(reply).toMatchObject({ code: "PERMISSION_DENIED" });
    expect(ports.otherFiles.texts.get(authPath)).toBe(auth);
  });

  it("finds another file than was diagnosed, and leaves it", async () => {
    const { ports, application, keyOf } = await startWithOthers(`${usePay}${pay}`);
    const findings = [keyOf("openai-key-in-env")];
    ports.otherFiles.texts.set(profilePath, `alias a=b\n${profile}`);
    expect(
      await application.execute("change", { change: { kind: "fix", findings } }),
    ).toMatchObject({
      code: "CONFIG_CHANGED",
    });
  });
});

describe("a fix of an overlay", () => {
  const overlayPath = "/home/.codex/work.config.toml";
  const overlay = `# work\nmodel_provider = "old" # once\n\n[model_providers.old]\nname = "Old"\nexperimental_bearer_token = "pmx-sentinel-old"\n`;
  const fixed = overlay.replace("model_provider =", "# model_provider =");

  async function startWithOverlay() {
    const started = await start(`${usePay}${pay}`);
    const { ports, application } = started;
    ports.otherFiles.texts.set(overlayPath, overlay);
    const around = () => ({
      ...noSurroundings,
      overlays: [
        { path: overlayPath, name: "work", text: ports.otherFiles.texts.get(overlayPath) },
      ],
    });
    Object.defineProperty(ports, "around", { get: around });
    await application.execute("diagnose", {});
    await application.settled();
    const findings = [started.keyOf("overlay-overrides")];
    return { ...started, findings, change: { kind: "fix", findings } as const };
  }

  it("is shown as config.toml is, with every secret masked", async () => {
    const { application, change } = await startWithOverlay();
    const { files, hunks } = valueFrom(await application.execute("preview", { change }));
    expect(hunks).toEqual([]);
    expect(files).toMatchObject([
      { path: overlayPath, isOutsideHome: false, makesPrivate: false, reopensTo: undefined },
    ]);
    const lines = files[0]?.hunks.flatMap((hunk) => hunk.lines) ?? [];
    expect(lines.flatMap(({ kind, text }) => (kind === "context" ? [] : [[kind, text]]))).toEqual([
      ["removed", 'model_provider = "old" # once'],
      ["added", '# model_provider = "old" # once'],
    ]);
    expect(lines.map(({ text }) => text)).toContain("# work");
    expect(JSON.stringify(files)).not.toContain("sentinel");
  });

  it("is made as it was shown, ends its finding, and is undone", async () => {
    const { ports, application, findings, change, ids } = await startWithOverlay();
    const { expected } = valueFrom(await application.execute("preview", { change }));
    const report = valueFrom(
      await application.execute("change", { change: { kind: "fix", findings }, expected }),
    );
    expect(report).toMatchObject({ backupId: undefined, otherFiles: 1 });
    expect(ports.otherFiles.texts.get(overlayPath)).toBe(fixed);
    await application.settled();
    expect(ids()).not.toContain("overlay-overrides");
    const undo = valueFrom(await application.execute("preview", { change: { kind: "undo" } }));
    expect(undo.files.map(({ path }) => path)).toEqual([overlayPath]);
    expect(JSON.stringify(undo.files)).not.toContain("sentinel");
    valueFrom(
      await application.execute("change", { change: { kind: "undo" }, expected: undo.expected }),
    );
    expect(ports.otherFiles.texts.get(overlayPath)).toBe(overlay);
  });

  it("is none of Fix all, and not made in a file that is not what was diagnosed", async () => {
    const { ports, application, findings, change } = await startWithOverlay();
    expect(
      await application.execute("change", { change: { kind: "fix", findings: "all" } }),
    ).not.toMatchObject({ ok: true });
    ports.otherFiles.texts.set(overlayPath, `${overlay}# more\n`);
    for (const reply of [
      await application.execute("preview", { change }),
      await application.execute("change", { change: { kind: "fix", findings } }),
    ])
      expect(reply).toMatchObject({ code: "CONFIG_CHANGED", detail: { path: overlayPath } });
    expect(ports.otherFiles.texts.get(overlayPath)).toBe(`${overlay}# more\n`);
  });
});

describe("notifications that the desktop cannot show", () => {
  async function startWithout(notifications: boolean) {
    const ports = createFakePorts(`${usePay}${pay}`);
    const settings = { ...ports.settingsStore.read(), notifications };
    const application = createApplication({
      ...ports,
      settingsStore: { ...ports.settingsStore, read: () => settings },
      desktopNotifications: { findTrouble: async () => "noLibrary" },
    });
    await application.execute("reload", {});
    await application.execute("diagnose", {});
    await application.settled();
    const told = () =>
      application
        .getState()
        .health.findings.filter(({ id }) => id === "notifications-unavailable")
        .map(({ variant }) => variant);
    return { application, told };
  }

  it("are looked for when a view asks, and not before", async () => {
    const { application, told } = await startWithout(true);
    expect(application.getState().notificationTrouble).toBeUndefined();
    expect(told()).toEqual([]);
    await application.execute("checkNotifications", {});
    await application.settled();
    expect(application.getState().notificationTrouble).toBe("noLibrary");
    expect(told()).toEqual(["noLibrary"]);
  });

  it("are no finding for who wants none", async () => {
    const { application, told } = await startWithout(false);
    await application.execute("checkNotifications", {});
    await application.settled();
    expect(application.getState().notificationTrouble).toBe("noLibrary");
    expect(told()).toEqual([]);
  });
});
