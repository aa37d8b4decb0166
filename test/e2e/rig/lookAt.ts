import type { Page } from "playwright-core";
import type { PhotonmarkBridge } from "../../../app/bridge.ts";
import en from "../../../app/i18n/locales/en/main.json" with { type: "json" };
import zhCN from "../../../app/i18n/locales/zh-CN/main.json" with { type: "json" };
import { accessibilityFaults } from "./accessibility.ts";
import { layoutFaults } from "./reached.ts";

declare global {
  var photonmark: PhotonmarkBridge<File>;
}

/** What is wrong with the window as it is, in light and dark, and with its layout in both languages; one fault a line. */
export async function lookAt(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.locator("[data-pending]").waitFor({ state: "detached" });
  for (const theme of ["dark", "light"] as const) {
    await choose(page, { theme });
    await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${theme}: ${fault}`));
  }
  for (const language of ["zh-CN", "en"] as const) {
    await choose(page, { language });
    const strip = language === "en" ? en.strip.label : zhCN.strip.label;
    await page.locator(`section[aria-label="${strip}"]`).waitFor();
    faults.push(...(await layoutFaults(page)).map((fault) => `${language}: ${fault}`));
  }
  return faults.map((fault) => `${name}, ${fault}`);
}

async function choose(
  page: Page,
  settings: { theme?: "light" | "dark"; language?: "en" | "zh-CN" },
): Promise<void> {
  await page.evaluate((chosen) => photonmark.changeSettings({ settings: chosen }), settings);
}
