import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, test } from "vitest";
import { quietConfig, type Wizard } from "./rig/onboardingRig.ts";
import { startSystemBrowser } from "./rig/systemBrowser.ts";
import { configFile, wizardSuite } from "./rig/wizardSuite.ts";

const { newcomer, start, pay, sandbox, cleanUp } = wizardSuite();

afterEach(() => sandbox().admin("DELETE", "/faults"));

/** Goes to the last step with a block that was pasted. */
async function finishWith(wizard: Wizard, block: string): Promise<void> {
  const { copy, press, heading } = wizard;
  await copy(block);
  await press("Paste from clipboard");
  await heading("Found in what you brought");
  await press("Continue");
  await heading(/^Let Codex use /);
  await press("Activate");
  await heading(/^(Does it work\?|Codex is ready|The service answers)$/);
}

describe("the last step tells", () => {
  test("each answer of the service in words, with what to do, and takes it back once it is well", async () => {
    const home = await newcomer(quietConfig);
    const wizard = await start(home);
    const { page, press, heading } = wizard;
    await finishWith(wizard, pay());
    await heading("Codex is ready");
    await page.getByText(/^The provider takes your key \(\d+ ms\)\.$/).waitFor();
    const answers = [
      [{ kind: "status", status: 401 }, /^The provider refuses your key/, /dashboard/],
      [{ kind: "status", status: 402 }, /there is no money left to spend/, /^Top up/],
      [{ kind: "reset" }, /cannot be reached/, /^Check your connection/],
      [
        { kind: "redirect", location: "https://elsewhere.example/" },
        /is not a provider \(HTTP 302\)/,
        /browser/,
      ],
      [{ kind: "notJson" }, /is not a provider \(HTTP 200\)/, /browser/],
    ] as const;
    for (const [fault, what, next] of answers) {
      await sandbox().admin("DELETE", "/faults");
      await sandbox().admin("POST", "/faults", { target: "models", ...fault });
      await press("Check again");
      const status = page.locator('[data-tone="bad"]').getByRole("status");
      await status.getByText(what).first().waitFor();
      await status.getByText(next).first().waitFor();
      await heading("Does it work?");
    }
    await sandbox().admin("DELETE", "/faults");
    await press("Check again");
    await heading("Codex is ready");
  });

  test("that nobody is there", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const wizard = await start(await newcomer(quietConfig));
    await finishWith(wizard, pay().replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`));
    await wizard.heading("Does it work?");
    await wizard.page.getByText(/cannot be reached.*ECONNREFUSED/).waitFor();
  });

  test("that the way leads through a proxy which only the system knows", async () => {
    // Without a proxy in the environment, as where only the system's settings name one.
    const env = { HTTP_PROXY: "", HTTPS_PROXY: "", ALL_PROXY: "" };
    const wizard = await start(await newcomer(quietConfig), { env });
    await wizard.app.electron.evaluate(({ session }) =>
      session.defaultSession.setProxy({
        proxyRules: "https=127.0.0.1:9",
        proxyBypassRules: "<-loopback>",
      }),
    );
    await finishWith(wizard, pay().replace(/http:\/\/127\.0\.0\.1:\d+/, "https://127.0.0.1:1"));
    await wizard.heading("Does it work?");
    await wizard.page
      .getByText(/through a proxy/)
      .first()
      .waitFor();
  });

  test("no good news of a balance that the account knows to be empty or over, whatever the key opens", async () => {
    const home = await newcomer(quietConfig);
    const browser = await startSystemBrowser(home);
    cleanUp(() => browser.close());
    const wizard = await start(home, {
      env: { PHOTONMARK_DASHBOARD: sandbox().origin },
      path: `${browser.binFolder}:${process.env.PATH}`,
    });
    const { page, press, heading } = wizard;
    await press("Sign in");
    const signInPage = await browser.openedPage();
    await signInPage.getByLabel("E-mail").fill(sandbox().demoAccount.email);
    await signInPage.getByLabel("Password").fill(sandbox().demoAccount.password);
    await signInPage.getByRole("button", { name: "Sign in" }).click();
    await heading("Which balance shall Codex use?");
    await press("Continue");
    await press("Activate");
    await page.getByText(/^The provider takes your key/).waitFor();
    const [, providerId = ""] = /^model_provider = "(.+)"/m.exec(await home.read(configFile)) ?? [];
    const refreshed = () => page.evaluate("window.photonmark.refreshBalances({})");
    const change = (body: object) => sandbox().admin("PATCH", `/balances/${providerId}`, body);
    const { balances } = (await sandbox().admin("GET", "/balances")) as {
      balances: { providerId: string; remaining: number; expiresAt: string }[];
    };
    const before = balances.find((balance) => balance.providerId === providerId);
    cleanUp(() => change({ remaining: before?.remaining, expiresAt: before?.expiresAt }));

    await change({ remaining: 0 });
    await refreshed();
    await press("Check again");
    await page.getByText(/no money left to spend \(empty\)/i).waitFor();
    await heading("Does it work?");
    await change({ remaining: before?.remaining });
    await sandbox().admin("POST", `/balances/${providerId}/expire`);
    await refreshed();
    await press("Check again");
    await page.getByText(/no money left to spend \(expired\)/i).waitFor();
    await heading("Does it work?");
  });
});
