import { redactText, redactToml, secretsOf } from "../config/redact.ts";
import type { AppState } from "../state.ts";
import type { MachineFacts } from "./diagnosticsPort.ts";
import type { SurroundingFacts } from "./facts.ts";
import type { FindingView } from "./finding.ts";

/** What a diagnostics file is made of; texts may hold secrets, which do not get into it. */
export interface DiagnosticsSource {
  readonly now: Date;
  readonly state: AppState;
  readonly configText: string | undefined;
  readonly findings: readonly FindingView[];
  readonly surroundings: SurroundingFacts | undefined;
  readonly machine: MachineFacts;
  readonly log: string;
  /** The user's home folder, whose name may be the user's. */
  readonly userHome: string;
}

/**
 * The files of a diagnostics archive, by name: made for a mail to support. Every secret is masked, of config.toml and
 * wherever else one of them stands, and the user's folder is `~`.
 */
export function diagnosticsFiles(source: DiagnosticsSource): Readonly<Record<string, string>> {
  const { now, state, configText, findings, surroundings, machine, log, userHome } = source;
  const secrets = secretsOf(configText ?? "");
  const clean = (text: string): string => withoutHome(redactText(text, secrets), userHome);
  const json = (value: unknown): string => `${clean(JSON.stringify(value, undefined, 2))}\n`;
  return {
    "about.json": json({ createdAt: now.toISOString(), ...machine }),
    "findings.json": json(findings),
    "state.json": json(stateForSupport(state)),
    "surroundings.json": json(surroundings && surroundingsForSupport(surroundings)),
    // Masked as TOML first, which knows more of it than a search for tokens in prose.
    "config.toml": clean(redactToml(configText ?? "")),
    "log.txt": clean(log),
  };
}

/** Without whose account it is, and how much money is in it. */
function stateForSupport(state: AppState) {
  const { account, balances, dashboard: _dashboard, settings, ...rest } = state;
  return {
    ...rest,
    account: account.status,
    balances: balances.items.map(({ providerId, service, status, block }) => ({
      providerId,
      service,
      status,
      block,
    })),
    balancesProblem: balances.problem,
    settings,
  };
}

/** Names of keys' variables, not of all; and of other layers what they are called, not what they say. */
function surroundingsForSupport({ variables, overlays, managed, ...rest }: SurroundingFacts) {
  return {
    ...rest,
    variables: variables.filter(({ name }) => /KEY|TOKEN|CODEX|OPENAI|PROXY/i.test(name)),
    overlays: overlays.map(({ path }) => path),
    managed: managed.map(({ path, text }) => ({ path, text: text && redactToml(text) })),
  };
}

function withoutHome(text: string, userHome: string): string {
  if (userHome.length < 2) return text;
  // In JSON a backslash is written twice.
  return text.replaceAll(userHome.replaceAll("\\", "\\\\"), "~").replaceAll(userHome, "~");
}
