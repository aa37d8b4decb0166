import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { createThrowAwayHome } from "./rig/throwAwayHome.ts";

/** What the packaged app gives away on purpose: to a mail for support, and to the form of CC Switch. */
const token = "pmx-sentinel-0123456789";
const config = `model_provider = "photonmark-codex-pay"

[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "http://127.0.0.1:9/pay/v1"
experimental_bearer_token = "${token}"
`;

let desktop: DesktopSession;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(() => desktop?.stop());

async function start() {
  const home = await createThrowAwayHome({
    ".codex/config.toml": config,
    ".codex/auth.json": `{"OPENAI_API_KEY":"sk-proj-sentinel0123456789"}`,
    ".zshrc": "export OPENAI_API_KEY=sk-proj-sentinel9876543210\n",
  });
  cleanUps.push(() => home.remove());
  const app = await launchApp({ desktop, home });
  cleanUps.push(() => app.close());
  return { home, app, page: await app.firstWindow() };
}

test("diagnostics are saved where the user chooses, without a secret", async () => {
  const { home, app, page } = await start();
  const path = home.file("for support.zip");
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("group", { name: "Diagnostics" }).getByRole("button").click();
  await page.getByText("Diagnostics saved").first().waitFor();
  const files = unzipSync(await readFile(path));
  const texts = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join("\n");
  expect(texts).toContain("openai-key-in-auth-json");
  expect(texts).toContain("openai-key-in-env");
  expect(texts).toContain('model_provider = "photonmark-codex-pay"');
  expect(texts).not.toContain("sentinel");
  expect(texts).not.toContain(home.path);
});

test("each part for CC Switch is copied by itself, and the key on its own click alone", async () => {
  const { app, page } = await start();
  await page.getByRole("button", { name: /^More about PhotonMark Pay/ }).click();
  await page.getByRole("menuitem", { name: "Set up in CC Switch…" }).click();
  const dialog = page.getByRole("dialog", { name: "Set PhotonMark Pay up in CC Switch" });
  await dialog.getByText("There is no ccswitch:// link").waitFor();
  const copy = async (name: string, expected: string) => {
    await dialog.getByRole("button", { name, exact: true }).click();
    await expect.poll(() => app.clipboardText()).toBe(expected);
  };
  await copy("Copy: Provider id", "photonmark-codex-pay");
  await copy("Copy: Name", "PhotonMark Pay");
  await copy("Copy: Address (base_url)", "http://127.0.0.1:9/pay/v1");
  await copy("Copy: TOML without the key", config.replace(/experimental.*\n/, ""));
  expect(await page.content()).not.toContain(token);
  await copy("Copy: Key", token);
  expect(await page.content()).not.toContain(token);
});
