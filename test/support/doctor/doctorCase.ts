import type { BalanceView } from "../../../app/account/balances.ts";
import type { DoctorFacts } from "../../../app/doctor/facts.ts";
import type { FindingId, Severity } from "../../../app/doctor/finding.ts";
import { doctorFacts } from "./doctorFacts.ts";

/** A file with one fault, how it is mended, and a file that is nearly the same and has none. */
export interface DoctorCase {
  readonly id: FindingId;
  readonly name: string;
  readonly text: string;
  readonly severity?: Severity;
  /** The line it is at; undefined: the finding has none. */
  readonly at?: string;
  readonly variant?: string;
  /** The text after the fix; undefined: there is none. */
  readonly fixed?: string;
  /** Whether Fix all leaves it alone. */
  readonly isUnsafe?: true;
  /** A file without the fault. */
  readonly miss: string;
  /** What the rest of the world is like; for `miss` as well. */
  readonly facts?: Partial<DoctorFacts>;
  /** The rest of the world for `miss`, where that is what makes the difference. */
  readonly missFacts?: Partial<DoctorFacts>;
  /** What the real Codex makes of the file: why it refuses it, or the provider it uses instead. */
  readonly codexBefore?: RegExp | { readonly uses: string };
  /** The provider that the real Codex uses after the fix. */
  readonly codexAfter?: string;
}

/** The facts of a case. */
export function factsOf({ text, facts }: DoctorCase): DoctorFacts {
  return doctorFacts(text, facts);
}

/** The facts of the file that nearly has the fault. */
export function factsOfMiss({ miss, facts, missFacts }: DoctorCase): DoctorFacts {
  return doctorFacts(miss, { ...facts, ...missFacts });
}

/** Root line that makes Pay active. */
export const usePay = 'model_provider = "photonmark-codex-pay"\n';

/** A provider as the dashboard hands it out. */
export function table(
  service: "pay" | "boost" | "link",
  change: (text: string) => string = (text) => text,
) {
  const name = { pay: "Pay", boost: "Boost", link: "Link" }[service];
  return change(
    `\n[model_providers.photonmark-codex-${service}]\nname = "PhotonMark ${name}"\n` +
      `base_url = "https://codex.photonmark.example/${service}/v1"\nwire_api = "responses"\n` +
      `requires_openai_auth = ${service !== "pay"}\n` +
      `experimental_bearer_token = "pmx-sentinel-${service}"\n`,
  );
}

/** A provider of another service. */
export const azure = `
[model_providers.azure]
name = "Azure"
base_url = "https://shop.openai.azure.example/openai/v1"
env_key = "AZURE_KEY"
`;

/** A balance of the account, as it is joined with the file. */
export function balance(change: Partial<BalanceView>): BalanceView {
  return {
    id: "b-pay",
    providerId: "photonmark-codex-pay",
    name: "Pay",
    service: "pay",
    source: "top-up",
    chargedBy: "token",
    money: { currency: "USD", remaining: 1230, granted: 3000 },
    expiresAt: "2026-02-01T00:00:00.000Z",
    topUpUrl: "https://codex.photonmark.example/top-up",
    status: "active",
    share: 0.41,
    daysLeft: 29,
    isInUse: true,
    block: "present",
    ...change,
  };
}

/** The account's block for Pay. */
export const payBlock = { providerId: "photonmark-codex-pay", toml: `${usePay}${table("pay")}` };
