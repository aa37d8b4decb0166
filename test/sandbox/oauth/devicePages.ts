import type { KoaContextWithOIDC } from "oidc-provider";
import { html, trusted } from "../pages/html.ts";
import { page } from "../pages/page.ts";

/** Asks for the code that a device shows. `form` comes from the library and is complete but for its button. */
export function deviceCodePage(
  ctx: KoaContextWithOIDC,
  form: string,
  _out?: unknown,
  error?: { readonly userCode?: string; readonly name?: string },
): void {
  const trouble =
    error === undefined
      ? undefined
      : error.name === "AbortedError"
        ? "The sign-in was refused. You can close this window."
        : "That code is wrong or no longer valid.";
  ctx.body = page(
    "Enter the code",
    html`<h1>Enter the code</h1>
      <p>Type the code that PhotonMark Codex shows in your terminal.</p>
      ${trouble === undefined ? "" : html`<p class="trouble" role="alert">${trouble}</p>`}
      ${trusted(form.replace(/ onfocus="[^"]*"/, ' aria-label="Code"'))}
      <p><button form="op.deviceInputForm">Continue</button></p>`,
  );
}

/** Asks whether the device shows this very code. */
export function deviceConfirmPage(
  ctx: KoaContextWithOIDC,
  form: string,
  _client: unknown,
  _deviceInfo: unknown,
  userCode: string,
): void {
  ctx.body = page(
    "Confirm the code",
    html`<h1>Does your terminal show this code?</h1>
      <p class="code">${userCode}</p>
      <p>Go on only if you started this sign-in yourself.</p>
      ${trusted(form)}
      <p class="buttons">
        <button form="op.deviceConfirmForm">Yes, sign in</button>
        <button form="op.deviceConfirmForm" name="abort" value="yes" class="quiet">No</button>
      </p>`,
  );
}

/** Says that the device is signed in. */
export function deviceDonePage(ctx: KoaContextWithOIDC): void {
  ctx.body = page(
    "Signed in",
    html`<h1>Signed in</h1><p>Go back to your terminal. You can close this window.</p>`,
  );
}
