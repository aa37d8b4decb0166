import { serviceTitle } from "../balances/balanceLedger.ts";
import type { Balance } from "../sandboxState.ts";

/** The model that every block suggests. */
export const blockModel = "gpt-5-codex";

/** The TOML block for one balance, as the dashboard hands it out. `origin` is where the gateway listens. */
export function blockToml(balance: Balance, origin: string): string {
  // Pay needs no account of one's own; Boost and Link work beside the user's ChatGPT sign-in.
  const needsOwnAccount = balance.service !== "pay";
  return [
    `# PhotonMark Codex ${serviceTitle(balance.service)} (${balance.source})`,
    `model_provider = ${quoted(balance.providerId)}`,
    `model = ${quoted(blockModel)}`,
    "",
    `[model_providers.${balance.providerId}]`,
    `name = ${quoted(balance.name)}`,
    `base_url = ${quoted(`${origin}/${balance.service}/v1`)}`,
    'wire_api = "responses"',
    `requires_openai_auth = ${needsOwnAccount}`,
    `experimental_bearer_token = ${quoted(balance.proxyToken)}`,
    "",
  ].join("\n");
}

// A JSON string of printable ASCII is a TOML basic string.
function quoted(value: string): string {
  return JSON.stringify(value);
}
