import { Languages, Moon, Sun, SunMoon, ZoomIn, ZoomOut } from "lucide-react";
import type { Translate } from "../../app/i18n/i18n.ts";
import { languageNames, languages } from "../../app/i18n/languages.ts";
import type { AppState } from "../../app/state.ts";
import { changeSettings } from "../actions/changeSettings.ts";
import { takeShortcut } from "../actions/takeShortcut.ts";
import type { PaletteCommand } from "./matchCommands.ts";

/** The settings that are one choice away. */
export function settingCommands({ settings }: AppState, t: Translate): PaletteCommand[] {
  const group = "settings";
  const themes = { system: SunMoon, light: Sun, dark: Moon } as const;
  const commands: PaletteCommand[] = [];
  for (const theme of ["system", "light", "dark"] as const)
    if (settings.theme !== theme)
      commands.push({
        id: `theme ${theme}`,
        group,
        label: t("palette.theme", { theme: t(`settings.${theme}`) }),
        icon: themes[theme],
        run: () => void changeSettings({ theme }),
      });
  for (const language of languages)
    if (settings.language !== language)
      commands.push({
        id: `language ${language}`,
        group,
        label: t("palette.language", { language: languageNames[language] }),
        icon: Languages,
        run: () => void changeSettings({ language }),
      });
  const zooms = { zoomIn: ZoomIn, zoomOut: ZoomOut, zoomReset: ZoomIn } as const;
  for (const zoom of ["zoomIn", "zoomOut", "zoomReset"] as const)
    commands.push({
      id: zoom,
      group,
      label: t(`shortcuts.${zoom}`),
      icon: zooms[zoom],
      shortcut: zoom,
      run: () => void takeShortcut(zoom, false),
    });
  return commands;
}
