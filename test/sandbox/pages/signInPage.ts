import type { SignInRefusal } from "../accounts/accountBook.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";

/** The sign-in form; `cancel` is where a refusal goes when an app asked. */
export function signInPage(form: {
  readonly action: string;
  readonly cancel?: string | undefined;
  readonly trouble?: string | undefined;
}): string {
  const { action, cancel, trouble } = form;
  return page(
    "Sign in",
    html`<h1>Sign in</h1>
<p>${cancel === undefined ? "With your PhotonMark Cloud Account." : "PhotonMark Codex for the desktop wants to see your balances."}</p>
${trouble === undefined ? "" : html`<p class="trouble" role="alert">${trouble}</p>`}
<form method="post" action="${action}">
<label>E-mail <input type="email" name="email" autocomplete="username" required autofocus></label>
<label>Password <input type="password" name="password" autocomplete="current-password" required></label>
<p class="buttons"><button>Sign in</button></p>
</form>
${cancel === undefined ? "" : html`<form method="post" action="${cancel}"><button class="quiet">Cancel</button></form>`}
<p>No account yet? <a href="/sign-up">Create one</a></p>`,
  );
}

/** Why a sign-in was refused, for the person at the form. */
export function refusalText(refusal: SignInRefusal): string {
  return refusal === "unverified"
    ? "Open the link in the verification mail first."
    : "E-mail or password is wrong.";
}
