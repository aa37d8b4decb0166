import type { Account } from "../sandboxState.ts";
import { html } from "./html.ts";
import { page } from "./page.ts";

/** The sign-up form. */
export function signUpPage(trouble?: string): string {
  return page(
    "Create account",
    html`<h1>Create a PhotonMark Cloud Account</h1>
${trouble === undefined ? "" : html`<p class="trouble" role="alert">${trouble}</p>`}
<form method="post" action="/sign-up">
<label>Name <input name="name" autocomplete="name" required></label>
<label>E-mail <input type="email" name="email" autocomplete="username" required></label>
<label>Password <input type="password" name="password" autocomplete="new-password" minlength="8" required></label>
<p class="buttons"><button>Create account</button></p>
</form>
<p>Already have one? <a href="/sign-in">Sign in</a></p>`,
  );
}

/** Stands for the verification mail, which a sandbox has no way to send. */
export function verificationPage(account: Account): string {
  return page(
    "Verify your e-mail",
    html`<h1>Verify your e-mail</h1>
<p>The service would now send a message to ${account.email}. The sandbox shows its link here.</p>
<p><a class="button" href="/verify?code=${account.verificationCode}">Verify ${account.email}</a></p>`,
  );
}
