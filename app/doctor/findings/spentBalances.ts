import { canServe } from "../../account/balances.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { setActive } from "../repairs.ts";
import { safeWord } from "../safeWords.ts";

/** Whether the balance in use can still serve. */
export function spentBalanceFindings(
  { balances }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  return balances.flatMap((balance) => {
    const { status, providerId, name } = balance;
    if (providerId !== document.activeId || (status !== "empty" && status !== "expired")) return [];
    const other = balances.find(
      (candidate) => canServe(candidate) && document.providers.has(candidate.providerId),
    );
    return [
      {
        id: `balance-${status}`,
        key: `balance-${status} ${safeWord(providerId)}`,
        details: { name: safeWord(name), match: safeWord(other?.name ?? "") },
        ...(other && { fix: setActive(other.providerId) }),
      } as const,
    ];
  });
}
