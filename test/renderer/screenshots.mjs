// Shows the built window in a plain browser, in every state, language and theme, and fails on anything that the
// content security policy blocks, the console complains about or axe finds. Usage: node test/renderer/screenshots.mjs
// [folder] [name parts, with commas between them]; npm run screenshots does the set-up as well.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { serveRenderer } from "./serveRenderer.mjs";
import { shots } from "./shots.mjs";

const [folder = "test-results/screenshots", only = ""] = process.argv.slice(2);
const built = await mkdtemp(join(tmpdir(), "photonmark-renderer-"));
await mkdir(folder, { recursive: true });
const { origin, close } = await serveRenderer(built);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? installedChromium(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const complaints = [];
const wanted = shots
  .flatMap((shot) =>
    ["light", "dark"].flatMap((theme) =>
      ["en", "zh-CN"].map((language) => ({
        ...shot,
        theme,
        language,
        name: `${shot.name}-${theme}-${language}`,
      })),
    ),
  )
  .filter(({ name }) => only.split(",").some((part) => name.includes(part)));

try {
  const waiting = wanted.values();
  // A few side by side; they share the one iterator.
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (const shot of waiting) await take(shot);
    }),
  );
} finally {
  await browser.close();
  close();
  await rm(built, { recursive: true });
}
for (const complaint of complaints.sort()) console.error(complaint);
console.log(`${wanted.length} pictures in ${folder}, ${complaints.length} complaints`);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function take(shot) {
  const { name, theme, language } = shot;
  const context = await browser.newContext({
    viewport: shot.viewport ?? { width: 920, height: 640 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
    deviceScaleFactor: shot.scale ?? 1,
  });
  const page = await context.newPage();
  // The moment of the scenes, so that "Today" is their day.
  await page.clock.setFixedTime(new Date("2026-11-22T14:30:00"));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      complaints.push(`${name}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) complaints.push(`${name}: asked for ${request.url()}`);
  });
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`blocked by the policy: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  );
  const query = new URLSearchParams({ scene: shot.scene, theme, language });
  try {
    await page.goto(`${origin}/index.html?${query}`);
    await page.getByRole("navigation").first().waitFor();
    await shot.steps?.(page, language === "en");
    // The editors come in parts of their own.
    while ((await page.locator("[data-pending]").count()) > 0)
      await page.locator("[data-pending]").first().waitFor({ state: "detached" });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    // Another language changes nothing that axe looks at.
    if (language !== "en") return;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, nodes } of violations)
      for (const { html, failureSummary } of nodes)
        complaints.push(`${name}: axe ${id}: ${html.slice(0, 200)} ${failureSummary}`);
  } catch (error) {
    complaints.push(`${name}: ${error.message}`);
  } finally {
    await context.close();
  }
}

function installedChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const found = names.map((name) => `/usr/bin/${name}`).find((path) => existsSync(path));
  if (!found) throw new Error("There is no Chromium. Name one with CHROMIUM_PATH.");
  return found;
}
