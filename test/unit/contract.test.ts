import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change, ChangeOf } from "../../app/change/change.ts";
import { commandNames } from "../../app/commandNames.ts";
import { inputSchemas, parseInput } from "../../app/contract.ts";
import { AppError } from "../../app/errors.ts";

const revision = "0".repeat(64);
const accepted = {
  reload: {},
  readConfig: {},
  openConfig: {},
  preview: { change: { kind: "activate", providerId: "a" } },
  change: {
    change: { kind: "activate", providerId: "a" },
    expected: { before: revision, after: revision },
  },
  stageBlock: { source: { kind: "clipboard" } },
  listBackups: {},
  revealBackup: { backupId: "b" },
  diagnose: {},
  checkNotifications: {},
  resumeSession: {},
  signIn: { way: { kind: "browser" } },
  cancelSignIn: {},
  signOut: {},
  openDashboard: {},
  refreshBalances: {},
  propose: { proposal: { kind: "import", providerId: "a" } },
  readUsage: { days: 30 },
  copyBlock: { providerId: "a" },
  openTopUp: { balanceId: "b1" },
  changeSettings: {
    settings: { language: "zh-CN", theme: "dark", dashboard: "", lowBalancePercent: 50 },
  },
  chooseCodex: { forget: true },
  copyForSwitcher: { providerId: "a", part: "key" },
  exportDiagnostics: {},
  checkDrift: {},
  acceptDrift: { key: revision },
  checkProvider: { providerId: "a" },
  listCodexProcesses: {},
  restartCodexDesktop: { evenWhileWorking: false, force: false },
  dismissRestart: {},
  chooseCodexDesktop: { forget: false },
  onboard: { move: { kind: "take", source: { kind: "clipboard" } } },
  startAtLogin: { isOn: true },
} as const;

const changes: { readonly [Kind in Change["kind"]]: ChangeOf<Kind> } = {
  activate: { kind: "activate", providerId: "a" },
  removeProvider: { kind: "removeProvider", providerId: "a" },
  importBlock: { kind: "importBlock", importId: "import-1", activate: true, rootKeys: ["model"] },
  restoreBackup: { kind: "restoreBackup", backupId: "b" },
  undo: { kind: "undo" },
  repairDrift: { kind: "repairDrift" },
  fix: { kind: "fix", findings: ["legacy-profile"] },
};

describe("the contract", () => {
  test("has one schema per command", () => {
    expect(Object.keys(inputSchemas)).toEqual([...commandNames]);
  });

  test.each(commandNames)("%s takes its own input", (name) => {
    expect(parseInput(name, accepted[name])).toEqual(accepted[name]);
  });

  test.each(commandNames)("%s takes nothing else", (name) => {
    const refusal = new AppError("INVALID_INPUT", { command: name });
    const tooLong = "x".repeat(5000);
    for (const input of [
      undefined,
      null,
      7,
      "x",
      [],
      { ...accepted[name], extra: 1 },
      { providerId: 5 },
      { providerId: tooLong },
      { backupId: "" },
      { source: { kind: "path", path: tooLong } },
      { source: { kind: "bytes", bytes: new Uint8Array([1]) } },
      { way: { kind: "device", onPrompt: () => {} } },
      { settings: { language: "en", theme: "dark", codexPath: "/bin/sh", dashboard: "" } },
      { settings: { lowBalancePercent: 51 } },
      { settings: { lowBalancePercent: 2.5 } },
      { change: { kind: "activate", providerId: "a", force: true } },
      JSON.parse('{"__proto__": {"providerId": "a"}, "constructor": 1}'),
    ])
      expect(() => parseInput(name, input)).toThrow(refusal);
  });

  test.each(Object.values(changes))("a change of kind $kind takes nothing else", (change) => {
    const refusal = new AppError("INVALID_INPUT", { command: "change" });
    expect(parseInput("change", { change })).toEqual({ change });
    for (const input of [
      change,
      { change: { ...change, extra: 1 } },
      { change: { ...change, kind: "activateAll" } },
      { change, expected: { before: revision } },
      ...Object.keys(change).map((name) => ({ change: { ...change, [name]: 5 } })),
    ])
      expect(() => parseInput("change", input)).toThrow(refusal);
  });

  test.each(commandNames)("%s survives anything", (name) => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          parseInput(name, input);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
