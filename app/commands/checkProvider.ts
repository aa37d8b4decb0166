import { canServe } from "../account/balances.ts";
import { judge, type ProviderCheck, type ProviderReport } from "../codex/providerCheck.ts";
import { isTable, parseToml } from "../config/parse.ts";
import { PROVIDERS_KEY } from "../config/providers.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError } from "../errors.ts";
import { providerRequest } from "../provider/providerRequest.ts";

/** Codex's own provider, which it uses where the file names none. */
const BUILT_IN = "openai";

/**
 * Asks a provider, the active one unless another is named, for its models, with its own credentials and at no cost.
 * A provider that cannot be reached is an answer, not a failure.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`, or why the file cannot be read
 */
export async function checkProvider(
  context: CommandContext,
  { providerId: wanted }: Input<"checkProvider">,
): Promise<ProviderReport> {
  const { homeFiles, providerGateway, clock } = context.ports;
  const { home, revision, text } = await homeFiles.read();
  if (text === undefined) throw new AppError("CONFIG_NOT_UTF8");
  const config = parseToml(text);
  const active = typeof config.model_provider === "string" ? config.model_provider : BUILT_IN;
  const providerId = wanted ?? active;
  const providers = config[PROVIDERS_KEY];
  const isDefined = isTable(providers) && Object.hasOwn(providers, providerId);
  const table = isDefined ? providers[providerId] : undefined;
  if (!isTable(table)) throw new AppError("PROVIDER_NOT_FOUND", { providerId });

  publish(context, providerId, "checking");
  let check: ProviderCheck | undefined;
  try {
    const request = providerRequest(table);
    const isAsked = typeof request !== "string";
    const answer = isAsked ? await providerGateway.askForModels(request, home) : request;
    const judged = judge(answer, isAsked ? request.url : "");
    const checkedAt = clock.now().toISOString();
    check = withBalance(context, providerId, { ...judged, checkedAt });
    return { providerId, ...check };
  } finally {
    // What was asked of an older file says nothing about this one.
    if (context.getState().revision === revision) publish(context, providerId, check);
  }
}

/** Services list their models to whoever has a key; whether there is money, the account knows. */
function withBalance(
  context: CommandContext,
  providerId: string,
  check: ProviderCheck,
): ProviderCheck {
  const { items } = context.getState().balances;
  const balance = items.find((item) => item.providerId === providerId);
  if (check.verdict !== "works" || !balance || canServe(balance)) return check;
  return { ...check, verdict: "noMoney", reason: balance.status };
}

function publish(
  context: CommandContext,
  providerId: string,
  check: ProviderCheck | "checking" | undefined,
): void {
  const { [providerId]: _before, ...others } = context.getState().providerChecks;
  context.setState({ providerChecks: check ? { ...others, [providerId]: check } : others });
}
