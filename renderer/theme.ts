import type { Settings } from "../app/settings.ts";

let stopFollowing: (() => void) | undefined;

/** Puts the chosen theme on the page; `system` follows the computer from then on. */
export function applyTheme(choice: Settings["theme"]): void {
  stopFollowing?.();
  stopFollowing = undefined;
  if (choice !== "system") {
    setScheme(choice);
    return;
  }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => setScheme(darkness.matches ? "dark" : "light");
  darkness.addEventListener("change", follow);
  stopFollowing = () => darkness.removeEventListener("change", follow);
  follow();
}

function setScheme(scheme: "light" | "dark"): void {
  document.documentElement.dataset.mantineColorScheme = scheme;
}
