import { createHash } from "node:crypto";
import type { Balance, KnownBalances } from "../../app/account/balances.ts";
import type { AccountBlock, Dashboard } from "../../app/account/dashboard.ts";
import type {
  DashboardWindow,
  DashboardWindowListener,
} from "../../app/account/dashboardWindow.ts";
import type { Session } from "../../app/account/session.ts";
import type { CodexCheckResult } from "../../app/codex/codexProgram.ts";
import { noSurroundings, type SurroundingFacts } from "../../app/doctor/facts.ts";
import { baselineAfterWrite, baselineOf } from "../../app/drift/baseline.ts";
import type { Baseline } from "../../app/drift/drift.ts";
import { AppError } from "../../app/errors.ts";
import type {
  Backup,
  BackupReason,
  ConfigSnapshot,
  HomeFiles,
  NewContent,
} from "../../app/homes/homeFiles.ts";
import { type OnboardingRecord, parseOnboarding } from "../../app/onboarding/onboarding.ts";
import type { Ports } from "../../app/ports.ts";
import { defaultSettings, type Settings } from "../../app/settings.ts";
import { answeredWell, noCodexProcesses } from "./fakeCodex.ts";
import { createFakeOtherFiles, type FakeOtherFiles } from "./fakeOtherFiles.ts";

/** SHA-256 in hex. */
export const revisionOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A home that lives in memory; `text` may be changed from outside as another program would. */
export interface FakeHome extends HomeFiles {
  text: string | undefined;
  /** Runs once between a compute and its write, as a rival writer would. */
  interfere: (() => void) | undefined;
  baseline: Baseline | undefined;
  /** Makes a text what the file is compared with. */
  compareWith(text: string): void;
  readonly stored: Map<string, { reason: BackupReason; text: string; createdAt: string }>;
}

/** Builds a {@link FakeHome}; undefined stands for a file that is not UTF-8. */
export function createFakeHome(initial: string | undefined): FakeHome {
  let listeners: (() => void)[] = [];
  const snapshot = (): ConfigSnapshot => ({
    home: "/home/.codex",
    path: "/home/.codex/config.toml",
    realPath: "/home/.codex/config.toml",
    exists: true,
    text: home.text,
    revision: revisionOf(home.text ?? "\0"),
  });
  const home: FakeHome = {
    text: initial,
    interfere: undefined,
    stored: new Map(),
    read: async () => snapshot(),
    revisionOf,
    async update(reason, compute) {
      for (;;) {
        const current = snapshot();
        const content = compute(current);
        const text = textOf(content);
        const { interfere } = home;
        home.interfere = undefined;
        interfere?.();
        if (snapshot().revision !== current.revision) continue;
        if (text === home.text) return { snapshot: current, backupId: undefined };
        const backupId = `backup-${home.stored.size + 1}_${reason}.toml`;
        const createdAt = new Date(home.stored.size * 1000).toISOString();
        home.stored.set(backupId, { reason, text: home.text ?? "", createdAt });
        home.text = text;
        home.baseline = home.baseline
          ? baselineAfterWrite(home.baseline, current.text ?? "", text, revisionOf)
          : baselineOf(text, "salt", revisionOf);
        for (const listener of listeners) listener();
        return { snapshot: snapshot(), backupId };
      }
    },
    baseline: undefined,
    compareWith(text) {
      home.baseline = baselineOf(text, "salt", revisionOf);
    },
    readBaseline: async () => ({ current: await home.read(), baseline: home.baseline }),
    async keepBaseline(revision) {
      const { text = "", revision: present } = snapshot();
      if (revision !== present) return false;
      home.compareWith(text);
      return true;
    },
    async backUp() {
      const createdAt = new Date(home.stored.size * 1000).toISOString();
      const id = `backup-${home.stored.size + 1}_baseline.toml`;
      home.stored.set(id, { reason: "baseline", text: home.text ?? "", createdAt });
    },
    async listBackups() {
      return [...home.stored]
        .map(
          ([id, { reason, text, createdAt }]): Backup => ({
            id,
            reason,
            createdAt,
            size: text.length,
          }),
        )
        .reverse();
    },
    async backupPath(id) {
      requireBackup(id);
      return `/home/.codex/backups/photonmark/${id}`;
    },
    async readBackup(id) {
      const { text } = requireBackup(id);
      return { text, revision: revisionOf(text) };
    },
    watch(listener) {
      listeners.push(listener);
      return () => {
        listeners = listeners.filter((known) => known !== listener);
      };
    },
  };
  function textOf(content: NewContent): string {
    if ("text" in content) return content.text;
    const { text } = requireBackup(content.backupId);
    const { expectedRevision } = content;
    if (expectedRevision !== undefined && revisionOf(text) !== expectedRevision)
      throw new AppError("CONFIG_CHANGED");
    return text;
  }
  function requireBackup(id: string) {
    const backup = home.stored.get(id);
    if (!backup) throw new AppError("BACKUP_NOT_FOUND", { backupId: id });
    return backup;
  }
  return home;
}

/** A service that lives in memory; a test fills and breaks it. */
export interface FakeDashboard extends Dashboard {
  session: Session | undefined;
  items: readonly Balance[];
  accountBlocks: readonly AccountBlock[];
  failure: AppError | undefined;
  /** How often balances were asked for. */
  asked: number;
  readonly pagesOpened: string[];
}

function createFakeDashboard(): FakeDashboard {
  let cancel: (() => void) | undefined;
  const answer = <T>(value: T): T => {
    if (dashboard.failure) throw dashboard.failure;
    return value;
  };
  const dashboard: FakeDashboard = {
    session: undefined,
    items: [],
    accountBlocks: [],
    failure: undefined,
    asked: 0,
    restore: async () => dashboard.session,
    signIn: (way) =>
      new Promise((resolve, reject) => {
        cancel = () => reject(new AppError("SIGN_IN_CANCELLED"));
        if (dashboard.failure) reject(dashboard.failure);
        else if (way.kind !== "browser") {
          dashboard.session = { email: "a@example.test", keeping: { place: "keychain" } };
          resolve(dashboard.session);
        }
      }),
    cancelSignIn: () => cancel?.(),
    signOut: async () => {
      dashboard.session = undefined;
      return { isRevoked: dashboard.failure === undefined };
    },
    balances: async () => {
      dashboard.asked += 1;
      return answer({ asOf: "2026-01-02T03:04:05.000Z", balances: dashboard.items });
    },
    blocks: async () => answer(dashboard.accountBlocks),
    pagesOpened: [],
    usage: async () =>
      answer({
        to: "2026-01-02",
        balances: new Map([
          ["b1", { currency: "USD", days: [{ date: "2025-12-31", cost: 7 }] }],
          ["gone", { currency: "EUR", days: [{ date: "2025-06-01", cost: 9 }] }],
        ]),
      }),
    openPage: async (address) => {
      dashboard.pagesOpened.push(address);
    },
  };
  return dashboard;
}

/** Ports over memory, with everything a test may want to look at or steer. */
export interface FakePorts extends Ports {
  readonly homeFiles: FakeHome;
  readonly dashboard: FakeDashboard;
  readonly otherFiles: FakeOtherFiles;
  /** What is found around config.toml. */
  around: SurroundingFacts;
  /** The test is its page. */
  readonly dashboardWindow: DashboardWindow & {
    listener: DashboardWindowListener | undefined;
    hasSession: boolean;
  };
  cached: KnownBalances | undefined;
  /** What is on the clipboard. */
  copied: string;
  /** The files that were opened or shown. */
  readonly opened: string[];
  codexAnswer: CodexCheckResult;
  settings: Settings;
  onboarding: OnboardingRecord;
  startsAtLogin: boolean;
  readonly logged: string[];
}

/** Builds {@link FakePorts} around a config text. */
export function createFakePorts(configText: string | undefined): FakePorts {
  const ports: FakePorts = {
    homeFiles: createFakeHome(configText),
    dashboard: createFakeDashboard(),
    dashboardWindow: {
      listener: undefined,
      hasSession: false,
      open: async (listener) => {
        ports.dashboardWindow.listener = listener;
      },
      kept: async () => (ports.dashboardWindow.hasSession ? { place: "keychain" } : undefined),
      forget: async () => ports.dashboardWindow.hasSession,
    },
    otherFiles: createFakeOtherFiles(revisionOf),
    around: noSurroundings,
    surroundings: { look: async () => ports.around, runningSwitchers: async () => [] },
    cached: undefined,
    balanceCache: {
      read: async () => ports.cached,
      write: async (known) => {
        ports.cached = known;
      },
    },
    copied: "",
    codexAnswer: { status: "accepted", version: "0.169.0", effectiveProviderId: undefined },
    settings: defaultSettings,
    onboarding: parseOnboarding(undefined),
    startsAtLogin: false,
    logged: [],
    codexProgram: { check: async () => ports.codexAnswer, choose: async () => "/opt/codex" },
    codexProcesses: noCodexProcesses,
    providerGateway: { askForModels: async () => answeredWell },
    blockSource: {
      fromClipboard: async () => new TextEncoder().encode(ports.copied),
      fromDialog: async () => undefined,
      fromPath: async (path) => {
        throw new AppError("FILE_NOT_FOUND", { path });
      },
    },
    clipboard: {
      read: async () => ports.copied,
      write: async (text) => {
        ports.copied = text;
      },
    },
    opened: [],
    fileViewer: {
      open: async (path) => void ports.opened.push(path),
      reveal: async (path) => void ports.opened.push(path),
    },
    loginItem: {
      isOn: async () => ports.startsAtLogin,
      set: async (isOn) => {
        ports.startsAtLogin = isOn;
      },
    },
    settingsStore: {
      read: () => ports.settings,
      write: (settings) => {
        ports.settings = settings;
      },
    },
    onboardingStore: {
      read: () => ports.onboarding,
      write: (record) => {
        ports.onboarding = record;
      },
    },
    clock: { now: () => new Date("2026-01-02T03:04:05.000Z"), after: () => () => {} },
    log: {
      info: (message) => void ports.logged.push(message),
      error: (message, error) => void ports.logged.push(`${message} ${String(error)}`),
    },
  };
  return ports;
}
