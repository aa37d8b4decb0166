import type { Page } from "playwright-core";
import { authorizeApp } from "../../sandbox/client/authorizeApp.ts";
import type { Sandbox } from "../../sandbox/startSandbox.ts";
import type { RunningApp } from "./launchApp.ts";

/** Signs the demo account in with a token from the clipboard: what a test does that is not about signing in. */
export async function signInWithToken(
  app: RunningApp,
  page: Page,
  sandbox: Sandbox,
): Promise<void> {
  const { access_token: token } = await authorizeApp(sandbox);
  await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), token);
  await page.getByRole("button", { name: "Paste a token" }).click();
  await page.getByText(sandbox.demoAccount.email).first().waitFor();
}
