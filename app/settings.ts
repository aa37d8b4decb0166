import { z } from "zod";

/** The languages the program speaks. */
export const languages = ["en", "zh-CN"] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** The user's choices. */
export const settingsSchema = z.strictObject({
  /** `system` follows the computer. */
  language: z.enum(["system", ...languages]),
  theme: z.enum(["system", "light", "dark"]),
  /** The path of the Codex program to ask; empty: look for it. */
  codexPath: z.string().max(4096),
});

/** The user's choices. */
export type Settings = z.infer<typeof settingsSchema>;

/** What applies before the user chose anything. */
export const defaultSettings: Settings = { language: "system", theme: "system", codexPath: "" };

/** Reads stored settings as untrusted: a field that is missing or wrong gets its default. */
export function parseSettings(stored: unknown): Settings {
  const fields = settingsSchema.shape;
  const given = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  return {
    language: fields.language.catch(defaultSettings.language).parse(given.language),
    theme: fields.theme.catch(defaultSettings.theme).parse(given.theme),
    codexPath: fields.codexPath.catch(defaultSettings.codexPath).parse(given.codexPath),
  };
}

/** The language to speak, given the computer's own (a BCP 47 tag or a POSIX locale). */
export function resolveLanguage(choice: Settings["language"], system: string): Language {
  if (choice !== "system") return choice;
  return system.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}
