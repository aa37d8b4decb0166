import type { AppState } from "../app/state.ts";
import type { TrayWords } from "./tray.ts";

/** What the window's frame says before its views are drawn, by the names in the page. Setting up has no rail, so nothing. */
export function frameWords(
  { onboarding }: Pick<AppState, "onboarding">,
  { t }: TrayWords,
): Readonly<Record<string, string>> {
  if (onboarding.status === "open") return {};
  return {
    BALANCES: t("nav.balances"),
    CONFIG: t("nav.config"),
    BACKUPS: t("nav.backups"),
    HEALTH: t("nav.health"),
  };
}
