// Shows the built window in a plain browser, in every state, language and theme, and fails on anything the content
// security policy blocks or the console complains about. Usage: node test/renderer/screenshots.mjs [folder] [name part]
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveRenderer } from "./serveRenderer.mjs";
import { shots } from "./shots.mjs";

const [folder = "test-results/screenshots", only = ""] = process.argv.slice(2);
const built = await mkdtemp(join(tmpdir(), "photonmark-renderer-"));
await mkdir(folder, { recursive: true });
const { origin, close } = await serveRenderer(built);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
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

try {
  for (const shot of shots) {
    for (const theme of ["light", "dark"]) {
      for (const language of ["en", "zh-CN"]) {
        const name = `${shot.name}-${theme}-${language}`;
        if (name.includes(only)) await take(shot, theme, language, name);
      }
    }
  }
} finally {
  await browser.close();
  close();
  await rm(built, { recursive: true });
}
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function take(shot, theme, language, name) {
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
  await page.goto(`${origin}/index.html?${query}`);
  await page.getByRole("navigation").waitFor();
  try {
    await shot.steps?.(page, language === "en");
  } catch (error) {
    complaints.push(`${name}: ${error.message}`);
  }
  // The editors come in parts of their own.
  if ((await page.locator("[data-pending]").count()) > 0)
    await page.locator("[data-pending]").first().waitFor({ state: "detached" });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
