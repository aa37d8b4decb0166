import { fieldAt, type ProviderText } from "../../config/providers.ts";
import { redactAddress } from "../../config/redact.ts";
import { stringValue } from "../../config/value.ts";
import { serviceOf } from "../../provider/providerView.ts";
import { switcherNames } from "../../surroundings/switcherNames.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { safeWord } from "../safeWords.ts";

/** What is to be said about other programs that write config.toml: what they overwrite, and what to enter there. */
export function switcherFindings(
  { surroundings }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  const { text } = document;
  const provider = ownProvider(document);
  const address = provider && fieldAt(provider, "base_url")?.entry.value;
  const baseUrl = redactAddress((address && stringValue(text, address)) ?? "");
  return surroundings.switchers.map(({ program, isRunning }): Report => {
    const name = switcherNames[program];
    const report = { id: "other-switcher", key: `other-switcher ${program}` } as const;
    // One that runs may write at any moment.
    const severity = isRunning ? "warning" : "info";
    const id = safeWord(provider?.id ?? "");
    return provider && baseUrl !== ""
      ? { ...report, severity, variant: program, details: { name, id, baseUrl } }
      : { ...report, severity, variant: "plain", details: { name } };
  });
}

/** The active provider where it is one of the service, else the first that is. */
function ownProvider({ providers, activeId }: ConfigDocument): ProviderText | undefined {
  const isOwn = (id: string | undefined) => id !== undefined && serviceOf(id) !== "other";
  const id = isOwn(activeId) ? activeId : [...providers.keys()].find(isOwn);
  return id === undefined ? undefined : providers.get(id);
}
