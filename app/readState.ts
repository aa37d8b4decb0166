import { parseToml } from "./config/parse.ts";
import { activeStatements, fieldAt, type ProviderText, readProviders } from "./config/providers.ts";
import { redactAddress, redactText } from "./config/redact.ts";
import { type Scan, scan } from "./config/scan.ts";
import { stringValue } from "./config/value.ts";
import { withoutTricks, withVisibleTricks } from "./config/visibleText.ts";
import { type Failure, toFailure } from "./errors.ts";
import { type ConfigSnapshot, textOf } from "./homes/homeFiles.ts";
import { type ProviderView, serviceOf } from "./provider/providerView.ts";
import type { AppState } from "./state.ts";

type ConfigState = Pick<
  AppState,
  | "home"
  | "configPath"
  | "realConfigPath"
  | "configExists"
  | "revision"
  | "configProblem"
  | "activeProviderId"
  | "providers"
>;

/** What the views show of a config file. Works on broken files too, and says what is wrong with them. */
export function stateOf(snapshot: ConfigSnapshot): ConfigState {
  const text = snapshot.text ?? "";
  const scanned = scan(text);
  const active = activeStatements(scanned)[0]?.entry.value;
  const activeProviderId = active && stringValue(text, active);
  const providers = readProviders(scanned);
  return {
    home: snapshot.home,
    configPath: snapshot.path,
    realConfigPath: snapshot.realPath,
    configExists: snapshot.exists,
    revision: snapshot.revision,
    configProblem: problemOf(snapshot),
    activeProviderId: shownId(activeProviderId, providers),
    providers: [...providers.values()].map((provider) =>
      providerView(scanned, provider, activeProviderId),
    ),
  };
}

/** The active provider's id in a text, as the views show it. */
export function activeIdShown(text: string): string | undefined {
  const scanned = scan(text);
  const active = activeStatements(scanned)[0]?.entry.value;
  return shownId(active && stringValue(text, active), readProviders(scanned));
}

/** The name of a provider that the file does not define can be anything, also a token that was put in the wrong place. */
function shownId(
  id: string | undefined,
  providers: ReadonlyMap<string, ProviderText>,
): string | undefined {
  if (id === undefined) return undefined;
  const harmless = withVisibleTricks(id);
  return providers.has(id) ? harmless : redactText(harmless);
}

function problemOf(snapshot: ConfigSnapshot): Failure | undefined {
  try {
    parseToml(textOf(snapshot));
    return undefined;
  } catch (error) {
    return toFailure(error);
  }
}

function providerView(
  scanned: Scan,
  provider: ProviderText,
  activeId: string | undefined,
): ProviderView {
  const read = (key: string): string => {
    const field = fieldAt(provider, key);
    return (field && stringValue(scanned.text, field.entry.value)) ?? "";
  };
  // An id is what commands ask for: one that was made harmless names no provider, instead of another one.
  const id = withVisibleTricks(provider.id);
  return {
    id,
    name: redactText(withoutTricks(read("name"))) || id,
    baseUrl: redactAddress(withoutTricks(read("base_url"))),
    service: serviceOf(provider.id),
    isActive: provider.id === activeId,
  };
}
