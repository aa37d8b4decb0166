import { isExpired, serviceTitle } from "../balances/balanceLedger.ts";
import { blockToml } from "../blocks/blockToml.ts";
import { installerName } from "../blocks/installerName.ts";
import type { Account, Balance } from "../sandboxState.ts";
import { html, type SafeHtml } from "./html.ts";
import { money } from "./money.ts";
import { page } from "./page.ts";

/** The signed-in account's page: buy, balances, and the blocks under "Dedicated Configuration". */
export function dashboardPage(given: {
  readonly account: Account;
  readonly balances: readonly Balance[];
  readonly origin: string;
  readonly now: Date;
}): string {
  const { account, balances, origin, now } = given;
  return page(
    "Dashboard",
    html`<h1>Dashboard</h1>
<p>Signed in as ${account.name} (${account.email})</p>
<form method="post" action="/sign-out"><button class="quiet">Sign out</button></form>
<h2>Buy service</h2>
<div class="buttons">
${(["pay", "boost", "link"] as const).map(
  (
    service,
  ) => html`<form method="post" action="/dashboard/buy"><input type="hidden" name="service" value="${service}"><button>Buy Codex ${serviceTitle(service)}</button></form>
`,
)}</div>
<h2>Dedicated Configuration</h2>
<p>Copy a TOML block into your user-level config.toml, or download the auto-install script below it. Each block
belongs to one balance. Do not forward it to anyone.</p>
${balances.length === 0 ? html`<p>Buy a service to get your first block.</p>` : ""}
${balances.map((balance) => balanceSection(balance, origin, now))}`,
  );
}

function balanceSection(balance: Balance, origin: string, now: Date): SafeHtml {
  const { id, providerId, currency, remaining, granted } = balance;
  const left =
    balance.chargedBy === "period"
      ? "No charge by token"
      : `${money(currency, remaining)} of ${money(currency, granted)} left`;
  const ends = `${isExpired(balance, now) ? "Expired on" : "Valid until"} ${balance.expiresAt.slice(0, 10)}`;
  return html`<section aria-labelledby="title-${id}">
<h3 id="title-${id}">${balance.name}</h3>
<p>${left}. ${ends}. <a href="/top-up?balance=${id}">Top up</a></p>
<pre tabindex="0"><code id="block-${id}" class="language-toml" data-provider="${providerId}">${blockToml(balance, origin)}</code></pre>
<p class="buttons">
<button type="button" data-copy="block-${id}">Copy</button>
<a class="button" href="/install/${id}/unix" download="${installerName(balance, "unix")}">Download for macOS / Linux</a>
<a class="button" href="/install/${id}/windows" download="${installerName(balance, "windows")}">Download for Windows</a>
</p>
</section>
`;
}

/** Where "Top up" leads. */
export function topUpPage(balance: Balance): string {
  return page(
    "Top up",
    html`<h1>Top up ${balance.name}</h1>
<p>${money(balance.currency, balance.remaining)} left.</p>
<form method="post" action="/top-up"><input type="hidden" name="balance" value="${balance.id}"><button>Add $20.00 of pretended money</button></form>
<p><a href="/dashboard">Back</a></p>`,
  );
}
