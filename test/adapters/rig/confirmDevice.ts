import { createBrowser } from "../../sandbox/client/createBrowser.ts";
import type { Sandbox } from "../../sandbox/startSandbox.ts";

const xsrfIn = (page: string) => /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";

/** Enters a device's code on the sandbox's pages, and signs in there or says no. */
export async function confirmDevice(
  sandbox: Sandbox,
  userCode: string,
  isAllowed = true,
): Promise<void> {
  const browser = createBrowser(sandbox.origin);
  const code = {
    xsrf: xsrfIn(await (await browser.visit("/device")).text()),
    user_code: userCode,
  };
  await browser.visit("/device", code);
  if (!isAllowed) {
    await browser.visit("/device", { ...code, abort: "yes" });
    return;
  }
  const form = await browser.follow("/device", { ...code, confirm: "yes" });
  const done = await browser.follow(form.url, { ...sandbox.demoAccount });
  if (done.status !== 200) throw new Error(`the device was not confirmed: ${done.status}`);
}
