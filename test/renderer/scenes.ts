import type { CodexProcess, CodexProcesses } from "../../app/codex/codexProcesses.ts";
import type { CodexCheckResult } from "../../app/codex/codexProgram.ts";
import type { ProviderAnswer } from "../../app/codex/providerCheck.ts";
import { noSurroundings } from "../../app/doctor/facts.ts";
import type { BackupReason } from "../../app/homes/homeFiles.ts";
import { defaultSettings, type Settings } from "../../app/settings.ts";
import { accounts, sceneTime } from "./accounts.ts";
import { providerTable } from "./fakeBlocks.ts";
import type { Scene } from "./fakeBridge.ts";

const token = (name: string) => `pmx-sentinel-${name}`;

/** A config file as people have it. */
export const usualConfig = `# Codex
model_provider = "photonmark-codex-pay"
model = "gpt-5.2-codex"
model_reasoning_effort = "high"
approval_policy = "on-request"

[projects."/home/me/projects/shop"]
trust_level = "trusted"
${providerTable("photonmark-codex-pay", "PhotonMark Pay")}${providerTable("photonmark-codex-boost", "PhotonMark Boost")}
# The one at home
[model_providers.home-server]
name = "Home server"
base_url = "http://192.168.1.20:8080/v1"
env_key = "HOME_SERVER_KEY"

[mcp_servers.docs]
command = "npx"
args = ["-y", "docs-server"]
env = { DOCS_TOKEN = "${token("docs")}" }
`;

/** A block as the dashboard hands it out. */
export const linkBlock = `model_provider = "photonmark-codex-link"
model = "gpt-5.2-codex-max"
model_verbosity = "medium"
${providerTable("photonmark-codex-link", "PhotonMark Link")}`;

const manyProviders = Array.from({ length: 50 }, (_, index) => {
  const services = ["pay", "boost", "link"];
  const tail = index % 7 === 0 ? "-a-very-long-name-for-a-team-that-has-many-balances-2026" : "";
  const id = `photonmark-codex-${services[index % 3]}-${index + 1}${tail}`;
  const name =
    index % 5 === 0
      ? `Balance ${index + 1} of the research and tools department`
      : `Balance ${index + 1}`;
  const path = index % 6 === 0 ? "/gateways/eu-central-1/tenants/4711/projects/90210/v1" : "/v1";
  return providerTable(id, name, `https://api.photonmark.example${path}`);
}).join("");

const longConfig = `model_provider = "photonmark-codex-pay-1-a-very-long-name-for-a-team-that-has-many-balances-2026"\n${manyProviders}`;

const backup = (hoursAgo: number, reason: BackupReason | "foreign", text: string, id?: string) => {
  const createdAt = new Date(sceneTime.getTime() - hoursAgo * 3_600_000).toISOString();
  return { id: id ?? `${createdAt}_${reason}`, reason, createdAt, size: text.length, text };
};

const boostConfig = usualConfig.replace(
  'model_provider = "photonmark-codex-pay"',
  'model_provider = "photonmark-codex-boost"',
);

const linkConfig = `${usualConfig.replace('"photonmark-codex-pay"', '"photonmark-codex-link"')}${providerTable("photonmark-codex-link", "PhotonMark Link")}`;

const backups = [
  backup(0.4, "activate", boostConfig),
  backup(
    2.2,
    "import",
    usualConfig.replace(/\[model_providers\.photonmark-codex-boost\][^[]*/, ""),
  ),
  backup(5, "undo", usualConfig),
  backup(26, "remove", usualConfig),
  backup(27, "restore", boostConfig),
  backup(75, "activate", boostConfig),
  backup(76, "foreign", "model = 1\n", "foreign:config.toml.bak-2026-11-19"),
  backup(500, "foreign", "", "foreign:config.toml.bak"),
];

/** Weeks of work: some days with many changes, some with none. */
const manyBackups = Array.from({ length: 48 }, (_, index) => {
  const reasons = ["activate", "activate", "import", "undo", "fix", "restore", "remove"] as const;
  return backup(
    (index * index) / 3 + 0.2,
    reasons[index % reasons.length] ?? "activate",
    boostConfig,
  );
});

const refusedWith = (status: number): ProviderAnswer => ({
  kind: "answered",
  status,
  isJson: true,
  latencyMs: 180,
});

const accepted = (): CodexCheckResult => ({
  status: "accepted",
  version: "0.169.0",
  effectiveProviderId: undefined,
});

const rejected = (): CodexCheckResult => ({
  status: "rejected",
  message:
    "config.toml:3:1: unknown variant `highest`, expected one of `none`, `minimal`, `low`, `medium`, `high`, `xhigh`",
  line: 4,
  column: 26,
});

/** What Codex says of a file that is not TOML, as long as it is that file. */
const unreadableAt =
  (line: number) =>
  (text: string): CodexCheckResult =>
    /^approval_policy = "on-request$|^model_provider.*\nmodel_provider/m.test(text)
      ? { status: "rejected", message: `config.toml:${line}:1: invalid`, line, column: 1 }
      : accepted();

const usual: Omit<Scene, "settings"> = {
  home: { path: "/home/me/.codex/config.toml", text: usualConfig, backups },
  check: accepted,
  clipboard: linkBlock,
  file: linkBlock,
  now: () => sceneTime,
};

const runs = (
  pid: number,
  kind: CodexProcess["kind"],
  minutes: number,
  more: Partial<CodexProcess> = {},
): CodexProcess => ({
  pid,
  kind,
  host: undefined,
  startedAt: new Date(sceneTime.getTime() - minutes * 60_000),
  chatBegunAt: undefined,
  ...more,
});

/** One of each kind, with a desktop app that does not quit. */
const runningCodex: Partial<CodexProcesses> = {
  list: async () => [
    runs(4100, "desktop", 1600),
    runs(4200, "terminal", 190),
    runs(4210, "daemon", 190),
    runs(4300, "editor", 75, { host: "Visual Studio Code" }),
    runs(4350, "server", 60, { host: "zed-agent" }),
    runs(4400, "task", 2),
  ],
  isRunning: async () => false,
  lastTurn: async () => new Date(sceneTime.getTime() - 40_000),
};
/** What a file shows that has been through a lot. */
const sick = `${usualConfig.replace(
  'approval_policy = "on-request"',
  'approval_policy = "untrusted"\nmodel_provider = "photonmark-codex-boost"\nOPENAI_API_KEY = "sk-proj-sentinel"',
)}
[model_providers.azure]
name = "Azure"
base_url = "https://shop.openai.azure.example/openai/v1"
wire_api = "chat"
notify = ["say", "done"]

[model_providers.relay]
name = "Relay"
base_url = "https://relay.example/v1"
env_key = "RELAY_KEY"
`;

const scenes: Readonly<Record<string, Omit<Scene, "settings">>> = {
  normal: usual,
  empty: {
    ...usual,
    home: { path: "/home/me/.codex/config.toml", text: undefined },
    clipboard: undefined,
  },
  noProviders: {
    ...usual,
    home: { path: "/home/me/.codex/config.toml", text: 'model = "gpt-5.2-codex"\n' },
  },
  broken: {
    ...usual,
    check: unreadableAt(5),
    home: {
      path: "/home/me/.codex/config.toml",
      text: usualConfig.replace('"on-request"', '"on-request'),
      backups,
    },
  },
  /** As installers leave it that add their line without looking. */
  duplicate: {
    ...usual,
    check: unreadableAt(3),
    home: {
      path: "/home/me/.codex/config.toml",
      text: usualConfig.replace(
        'model = "gpt-5.2-codex"',
        'model_provider = "photonmark-codex-boost"\nmodel = "gpt-5.2-codex"',
      ),
      backups,
    },
  },
  longBlock: { ...usual, clipboard: longConfig },
  script: {
    ...usual,
    clipboard: `#!/bin/sh\nmkdir -p ~/.codex\ncat > ~/.codex/config.toml <<'EOF'\n${linkBlock}notify = ["say"]\nEOF\n`,
  },
  /** Copied from a manual, with words where the key belongs. */
  placeholder: { ...usual, clipboard: linkBlock.replace(/"pmx-sentinel[^"]*"/, '"<YOUR_TOKEN>"') },
  /** Another program that knows one provider only has written the file. */
  drift: {
    ...usual,
    home: {
      path: "/home/me/.codex/config.toml",
      baseline: usualConfig,
      text: usualConfig
        .replace('"photonmark-codex-pay"', '"custom"')
        .replace(
          /\[model_providers\.photonmark-codex-boost\][^[]*/,
          providerTable("custom", "Relay"),
        ),
      backups,
    },
  },
  rejected: { ...usual, check: rejected },
  manyBackups: { ...usual, home: { ...usual.home, backups: manyBackups } },
  running: { ...usual, codex: runningCodex },
  /** The desktop app is asked to quit and stays. */
  stubborn: {
    ...usual,
    codex: { ...runningCodex, isRunning: async () => true, lastTurn: async () => undefined },
  },
  /** What runs of Codex is still being looked for. */
  looking: { ...usual, codex: { list: () => new Promise(() => undefined) } },
  keyRefused: { ...usual, answer: refusedWith(401) },
  noMoney: { ...usual, answer: refusedWith(402) },
  slowDown: { ...usual, answer: refusedWith(429) },
  unreachable: { ...usual, answer: { kind: "failed", why: "unreachable", reason: "ENOTFOUND" } },
  asking: { ...usual, answer: "never" },
  missing: {
    ...usual,
    check: () => ({
      status: "rejected",
      message: "Model provider `photonmark-codex-gone` not found",
      line: undefined,
      column: undefined,
    }),
    home: {
      path: "/home/me/.codex/config.toml",
      text: usualConfig.replace('"photonmark-codex-pay"', '"photonmark-codex-gone"'),
      backups,
    },
  },
  noCodex: { ...usual, check: () => ({ status: "notFound" }) },
  checking: { ...usual, check: () => undefined },
  linked: {
    ...usual,
    home: {
      path: "/home/me/.codex/config.toml",
      realPath: "/home/me/dotfiles/codex/config.toml",
      text: usualConfig,
      backups,
    },
  },
  long: {
    ...usual,
    home: {
      path: `/home/me/${"deeply/nested/".repeat(12)}config.toml`,
      text: longConfig,
      backups,
    },
  },
  account: { ...usual, account: accounts.usual },
  /** Nothing of the account is in config.toml. */
  accountFresh: {
    ...usual,
    home: { path: "/home/me/.codex/config.toml", text: undefined },
    account: accounts.usual,
  },
  accountFreshLoading: {
    ...usual,
    home: { path: "/home/me/.codex/config.toml", text: undefined },
    account: accounts.loading,
  },
  accountSignedOut: { ...usual, account: accounts.signedOut },
  accountMemory: { ...usual, account: accounts.memory },
  accountExpired: { ...usual, account: accounts.expired },
  accountOffline: { ...usual, account: accounts.offline },
  accountLoading: { ...usual, account: accounts.loading },
  accountFailed: { ...usual, account: accounts.failed },
  accountEmpty: { ...usual, account: accounts.empty },
  accountLow: { ...usual, isDiagnosed: true, account: accounts.low },
  accountSpent: { ...usual, isDiagnosed: true, account: accounts.spent },
  /** Codex uses a balance that goes with the user's own account, and nobody has logged in to that. */
  accountLogin: {
    ...usual,
    isDiagnosed: true,
    home: {
      ...usual.home,
      text: boostConfig
        .replaceAll('"PhotonMark ', '"PhotonMark Codex ')
        .replaceAll(
          'wire_api = "responses"',
          'wire_api = "responses"\nrequires_openai_auth = true',
        ),
    },
    account: accounts.alike,
  },
  accountOver: { ...usual, isDiagnosed: true, account: accounts.over },
  accountUnused: { ...usual, account: accounts.unused },
  /** Codex uses what is paid by the month. */
  accountLink: {
    ...usual,
    home: { ...usual.home, text: linkConfig },
    account: accounts.usual,
  },
  accountMany: { ...usual, home: { ...usual.home, text: longConfig }, account: accounts.many },
  /** A fresh computer with the address of a dashboard, and nobody signed in. */
  start: {
    ...usual,
    home: { path: "/home/me/.codex/config.toml", text: undefined },
    account: accounts.signedOut,
  },
  health: {
    ...usual,
    isDiagnosed: true,
    home: { path: "/home/kim/.codex/config.toml", text: sick, backups },
    check: (text) =>
      text === sick
        ? { status: "rejected", message: "duplicate key", line: 6, column: 1 }
        : accepted(),
    around: {
      ...noSurroundings,
      authFile: {
        path: "/home/kim/.codex/auth.json",
        content: {
          status: "read",
          key: { kind: "sk-proj", line: 1, column: 2 },
          sends: "key",
          hasChatGptLogin: false,
          statesMode: false,
        },
      },
      variables: [
        {
          name: "OPENAI_API_KEY",
          kind: "sk-proj",
          origin: {
            kind: "file",
            path: "/home/kim/.zshrc",
            language: "shell",
            owner: "user",
            line: 2,
            standsAlone: true,
          },
        },
      ],
      switchers: [{ program: "ccSwitch", isRunning: false }],
    },
    otherFiles: {
      "/home/kim/.codex/auth.json": '{"OPENAI_API_KEY":"sk-proj-sentinel"}\n',
      "/home/kim/.zshrc": "# mine\nexport OPENAI_API_KEY=sk-proj-sentinel\nalias l=ls\n",
    },
  },
  healthy: { ...usual, isDiagnosed: true, home: { ...usual.home, text: usualConfig } },
  withoutNotificationService: { ...usual, isDiagnosed: true, notificationTrouble: "noService" },
  withoutNotificationLibrary: { ...usual, isDiagnosed: true, notificationTrouble: "noLibrary" },
  healthWithout: { ...usual, isDiagnosed: true, check: () => ({ status: "notFound" }) },
  huge: {
    ...usual,
    home: {
      path: "/home/me/.codex/config.toml",
      text:
        usualConfig +
        Array.from(
          { length: 6_600 },
          (_, line) =>
            `\n[projects."/home/me/projects/project-${line}"]\ntrust_level = "trusted"\n`,
        ).join(""),
    },
  },
};

/** Before the name of a scene: the same, for somebody who starts the program for the first time. */
const FIRST_RUN = "setUp-";

/** The scene of a name, with what the user chose. @throws Error for a name that does not exist */
export function sceneOf(name: string, chosen: Partial<Settings>): Scene {
  const isFirstRun = name.startsWith(FIRST_RUN);
  const scene = scenes[isFirstRun ? name.slice(FIRST_RUN.length) : name];
  if (!scene) throw new Error(`no scene is named ${name}; there are ${Object.keys(scenes)}`);
  const dashboard = scene.account ? "https://codex.photonmark.example" : "";
  const onboarding = isFirstRun ? ({ status: "open" } as const) : undefined;
  return { onboarding, ...scene, settings: { ...defaultSettings, ...chosen, dashboard } };
}
