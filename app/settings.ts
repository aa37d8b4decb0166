/** The languages the program speaks. */
export const languages = ["en", "zh-CN"] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** The looks the program can take. */
export const themes = ["light", "dark"] as const;

/** The user's choices. */
export interface Settings {
  /** `system` follows the computer. */
  readonly language: "system" | Language;
  readonly theme: "system" | (typeof themes)[number];
  /** The path of the Codex program to ask; empty: look for it. */
  readonly codexPath: string;
  /** The path of the user's own desktop app of Codex, where there is no official one; empty: none. */
  readonly codexDesktopPath: string;
  /** The origin of the service's dashboard, such as `https://codex.example`; empty: none. */
  readonly dashboard: string;
}

/** The settings that name a program, which only a dialog of the system may change. */
export type ProgramPaths = "codexPath" | "codexDesktopPath";

/** What applies before the user chose anything. */
export const defaultSettings: Settings = {
  language: "system",
  theme: "system",
  codexPath: "",
  codexDesktopPath: "",
  dashboard: "",
};

/** Reads stored settings as untrusted: a field that is missing or wrong gets its default. */
export function parseSettings(stored: unknown): Settings {
  const given: Readonly<Record<string, unknown>> = { ...Object(stored) };
  return {
    language: languages.find((language) => language === given.language) ?? "system",
    theme: themes.find((theme) => theme === given.theme) ?? "system",
    codexPath: textOf(given.codexPath),
    codexDesktopPath: textOf(given.codexDesktopPath),
    dashboard: textOf(given.dashboard),
  };
}

function textOf(stored: unknown): string {
  return typeof stored === "string" ? stored : "";
}

/** The language to speak, given the computer's own (a BCP 47 tag or a POSIX locale). */
export function resolveLanguage(choice: Settings["language"], system: string): Language {
  if (choice !== "system") return choice;
  return system.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}
