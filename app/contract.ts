import { z } from "zod";
import type { BalanceUsage } from "./account/dashboard.ts";
import type { SignInWay } from "./account/session.ts";
import {
  backupId,
  type ChangePreview,
  type ChangeReport,
  changeSchema,
  expectedSchema,
  providerId,
  revision,
} from "./change/change.ts";
import type { StagedBlock } from "./change/stagedBlock.ts";
import type { CodexProcessReport, RestartOutcome } from "./codex/codexProcesses.ts";
import type { ProviderReport } from "./codex/providerCheck.ts";
import type { CommandName } from "./commandNames.ts";
import { AppError, type Failure } from "./errors.ts";
import type { Backup } from "./homes/homeFiles.ts";
import { languages } from "./i18n/languages.ts";
import { onboardingSteps, onboardingWays } from "./onboarding/onboarding.ts";
import {
  lowBalanceLimits,
  type ProgramPaths,
  type Settings,
  themes,
  type WindowMemory,
  zoomLevels,
} from "./settings.ts";
import type { Proposal } from "./state.ts";

/** Without the paths of programs: a page must not choose which one runs. */
const settingsSchema = z.strictObject({
  language: z.enum(["system", ...languages]).exactOptional(),
  theme: z.enum(["system", ...themes]).exactOptional(),
  zoom: z.literal(zoomLevels).exactOptional(),
  dashboard: z.string().max(2048).exactOptional(),
  repairsDrift: z.boolean().exactOptional(),
  notifications: z.boolean().exactOptional(),
  lowBalancePercent: z.int().min(lowBalanceLimits.min).max(lowBalanceLimits.max).exactOptional(),
}) satisfies z.ZodType<Partial<Omit<Settings, ProgramPaths | WindowMemory>>>;

const blockSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("clipboard") }),
  z.strictObject({ kind: z.literal("dialog") }),
  z.strictObject({ kind: z.literal("path"), path: z.string().min(1).max(4096) }),
  z.strictObject({ kind: z.literal("account"), providerId }),
  /** Found in the dashboard window. */
  z.strictObject({ kind: z.literal("dashboard"), providerId }),
]);

/** Every command's input. One entry per command; a missing one does not compile. */
export const inputSchemas = {
  reload: z.strictObject({
    /** Whether to ask Codex about the file; left out: when it has changed. */
    askCodex: z.boolean().optional(),
  }),
  readConfig: z.strictObject({}),
  openConfig: z.strictObject({}),
  preview: z.strictObject({ change: changeSchema }),
  change: z.strictObject({ change: changeSchema, expected: expectedSchema }),
  stageBlock: z.strictObject({ source: blockSource }),
  listBackups: z.strictObject({}),
  revealBackup: z.strictObject({ backupId }),
  diagnose: z.strictObject({}),
  checkNotifications: z.strictObject({}),
  resumeSession: z.strictObject({}),
  signIn: z.strictObject({
    way: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("browser") }),
      /** The token is read from the clipboard by the main process. */
      z.strictObject({ kind: z.literal("clipboardToken") }),
    ]),
  }),
  cancelSignIn: z.strictObject({}),
  signOut: z.strictObject({}),
  openDashboard: z.strictObject({}),
  refreshBalances: z.strictObject({}),
  /** Without a proposal the one there is has been taken up. */
  propose: z.strictObject({
    proposal: z
      .strictObject({ kind: z.enum(["activate", "import"]), providerId })
      .optional() satisfies z.ZodType<Proposal | undefined>,
  }),
  readUsage: z.strictObject({ days: z.int().min(1).max(90) }),
  /** The block goes to the clipboard, and to no view. */
  copyBlock: z.strictObject({ providerId }),
  /** The address is the service's; a view only names the balance. */
  openTopUp: z.strictObject({ balanceId: z.string().min(1).max(200) }),
  /** What is left out stays as it is. */
  changeSettings: z.strictObject({ settings: settingsSchema }),
  chooseCodex: z.strictObject({
    /** Look for it again, instead of asking the user for one. */
    forget: z.boolean(),
  }),
  copyForSwitcher: z.strictObject({
    providerId,
    part: z.enum(["id", "name", "baseUrl", "toml", "key"]),
  }),
  exportDiagnostics: z.strictObject({}),
  checkDrift: z.strictObject({}),
  acceptDrift: z.strictObject({
    /** What was shown; the file may have changed again. */
    key: revision,
  }),
  /** The active provider unless another is named. */
  checkProvider: z.strictObject({ providerId: providerId.optional() }),
  listCodexProcesses: z.strictObject({}),
  restartCodexDesktop: z.strictObject({
    /** The user was told that a turn may be running, and said yes. */
    evenWhileWorking: z.boolean(),
    /** The user was told that it does not quit by itself, and said yes. */
    force: z.boolean(),
  }),
  dismissRestart: z.strictObject({}),
  chooseCodexDesktop: z.strictObject({
    /** None, instead of asking the user for one. */
    forget: z.boolean(),
  }),
  onboard: z.strictObject({
    move: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("open") }),
      z.strictObject({
        kind: z.literal("goTo"),
        step: z.enum(onboardingSteps),
        providerId: providerId.optional(),
      }),
      z.strictObject({ kind: z.literal("begin"), way: z.enum(onboardingWays) }),
      /** Takes in a block from somewhere. */
      z.strictObject({ kind: z.literal("take"), source: blockSource }),
      z.strictObject({ kind: z.literal("leave") }),
      z.strictObject({ kind: z.literal("finish") }),
    ]),
  }),
  startAtLogin: z.strictObject({
    /** Left out: only tell. */
    isOn: z.boolean().exactOptional(),
  }),
} satisfies Record<CommandName, z.ZodType>;

/** What a view may give a command. */
type ViewInput<Name extends CommandName> = z.infer<(typeof inputSchemas)[Name]>;

/** What only the terminal, or the window itself, may ask for, inside our own process. */
interface OwnInputs {
  stageBlock: {
    readonly source:
      | ViewInput<"stageBlock">["source"]
      | { readonly kind: "bytes"; readonly bytes: Uint8Array };
  };
  changeSettings: {
    readonly settings:
      | ViewInput<"changeSettings">["settings"]
      | Partial<Pick<Settings, WindowMemory>>;
  };
  /** A page must not choose which file is written. */
  exportDiagnostics: Record<string, never> | { readonly path: string };
  signIn: { readonly way: ViewInput<"signIn">["way"] | Extract<SignInWay, { kind: "device" }> };
}

/** What a command takes. */
export type Input<Name extends CommandName> = Name extends keyof OwnInputs
  ? OwnInputs[Name]
  : ViewInput<Name>;

/** Checks what came over a boundary. @throws AppError `INVALID_INPUT` */
export function parseInput<Name extends CommandName>(name: Name, input: unknown): Input<Name> {
  const parsed = inputSchemas[name].safeParse(input);
  if (!parsed.success) throw new AppError("INVALID_INPUT", { command: name });
  return parsed.data as Input<Name>;
}

/** Where a provider is in the config file; the line is 1-based. */
export interface OutlineEntry {
  readonly providerId: string;
  readonly line: number;
}

/** The config file with every secret masked. */
export interface MaskedConfig {
  readonly text: string;
  readonly revision: string;
  /** 1-based; undefined without a root `model_provider`. */
  readonly activeLine: number | undefined;
  /** Where each provider begins, in the order of the file. */
  readonly outline: readonly OutlineEntry[];
}

/** What the balances were used for on each of the days asked for, of which the last is the service's today. */
export interface Usage {
  /** The days are the service's, not this computer's: IANA name. */
  readonly timeZone: "UTC";
  /** `2026-01-02`, the first and the last day. */
  readonly from: string;
  readonly to: string;
  /** By balance id: every balance that is known has every day, oldest first; a day without usage costs 0. */
  readonly balances: Readonly<Record<string, BalanceUsage>>;
}

/** What each command gives back. */
export interface Results {
  reload: undefined;
  readConfig: MaskedConfig;
  openConfig: undefined;
  preview: ChangePreview;
  change: ChangeReport;
  /** Undefined when the user cancelled the choice of a file. */
  stageBlock: StagedBlock | undefined;
  listBackups: readonly Backup[];
  revealBackup: undefined;
  diagnose: undefined;
  checkNotifications: undefined;
  resumeSession: undefined;
  signIn: undefined;
  cancelSignIn: undefined;
  signOut: { readonly isRevoked: boolean };
  openDashboard: undefined;
  refreshBalances: undefined;
  propose: undefined;
  readUsage: Usage;
  copyBlock: undefined;
  openTopUp: undefined;
  changeSettings: undefined;
  chooseCodex: undefined;
  copyForSwitcher: undefined;
  exportDiagnostics: { readonly isSaved: boolean };
  checkDrift: undefined;
  acceptDrift: undefined;
  checkProvider: ProviderReport;
  listCodexProcesses: CodexProcessReport;
  restartCodexDesktop: RestartOutcome;
  dismissRestart: undefined;
  chooseCodexDesktop: undefined;
  onboard: undefined;
  startAtLogin: { readonly isOn: boolean };
}

/** The reply to a command. */
export type Reply<Name extends CommandName> =
  | { readonly ok: true; readonly value: Results[Name] }
  | Failure;
