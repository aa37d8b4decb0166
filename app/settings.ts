import { type Language, languages } from "./i18n/languages.ts";

/** The looks the program can take. */
export const themes = ["light", "dark"] as const;

/** The sizes the window can be shown at, in percent. */
export const zoomLevels = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** One of {@link zoomLevels}. */
export type Zoom = (typeof zoomLevels)[number];

/** Where the window was, so that it comes back there. In points of the desktop. */
export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The user's choices. */
export interface Settings {
  /** `system` follows the computer. */
  readonly language: "system" | Language;
  readonly theme: "system" | (typeof themes)[number];
  readonly zoom: Zoom;
  /** The path of the Codex program to ask; empty: look for it. */
  readonly codexPath: string;
  /** The path of the user's own desktop app of Codex, where there is no official one; empty: none. */
  readonly codexDesktopPath: string;
  /** The origin of the service's dashboard, such as `https://codex.example`; empty: none. */
  readonly dashboard: string;
  /** Whether the program puts its provider back by itself when another program has replaced it. */
  readonly repairsDrift: boolean;
  /** Whether balances that run out are told by system notification. */
  readonly notifications: boolean;
  /** A balance is low once so many percent of what was granted are left, or fewer. */
  readonly lowBalancePercent: number;
  /** Undefined: where the system puts it. */
  readonly windowBounds: WindowBounds | undefined;
  readonly isMaximized: boolean;
}

/** What the window remembers by itself; no view changes it. */
export type WindowMemory = "windowBounds" | "isMaximized";

/** The settings that name a program, which only a dialog of the system may change. */
export type ProgramPaths = "codexPath" | "codexDesktopPath";

/** What {@link Settings.lowBalancePercent} may be. */
export const lowBalanceLimits = { min: 1, max: 50 } as const;

/** Keeps the user's choices between runs. */
export interface SettingsStore {
  read(): Settings;
  write(settings: Settings): void;
}

/** What applies before the user chose anything. */
export const defaultSettings: Settings = {
  language: "system",
  theme: "system",
  zoom: 100,
  codexPath: "",
  codexDesktopPath: "",
  dashboard: "",
  repairsDrift: false,
  notifications: true,
  lowBalancePercent: 10,
  windowBounds: undefined,
  isMaximized: false,
};

/** Reads stored settings as untrusted: a field that is missing or wrong gets its default. */
export function parseSettings(stored: unknown): Settings {
  const given: Readonly<Record<string, unknown>> = { ...Object(stored) };
  return {
    language: languages.find((language) => language === given.language) ?? "system",
    theme: themes.find((theme) => theme === given.theme) ?? "system",
    zoom: zoomLevels.find((level) => level === given.zoom) ?? 100,
    codexPath: textOf(given.codexPath),
    codexDesktopPath: textOf(given.codexDesktopPath),
    dashboard: textOf(given.dashboard),
    repairsDrift: given.repairsDrift === true,
    notifications: given.notifications !== false,
    lowBalancePercent: percentOf(given.lowBalancePercent) ?? defaultSettings.lowBalancePercent,
    windowBounds: boundsOf(given.windowBounds),
    isMaximized: given.isMaximized === true,
  };
}

function boundsOf(stored: unknown): WindowBounds | undefined {
  const { x, y, width, height }: Readonly<Record<string, unknown>> = { ...Object(stored) };
  const isPlace = (value: unknown): value is number =>
    typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 100_000;
  if (!isPlace(x) || !isPlace(y) || !isPlace(width) || !isPlace(height)) return undefined;
  return { x, y, width, height };
}

function textOf(stored: unknown): string {
  return typeof stored === "string" ? stored : "";
}

function percentOf(stored: unknown): number | undefined {
  const { min, max } = lowBalanceLimits;
  if (typeof stored !== "number" || !Number.isInteger(stored)) return undefined;
  return stored >= min && stored <= max ? stored : undefined;
}

/** The next larger (1) or smaller (-1) of {@link zoomLevels}; the last one stays. */
export function nextZoom(zoom: Zoom, direction: 1 | -1): Zoom {
  const others = zoomLevels.filter((level) => (level - zoom) * direction > 0);
  return (direction === 1 ? others[0] : others.at(-1)) ?? zoom;
}
