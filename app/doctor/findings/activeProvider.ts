import { activeStatements } from "../../config/providers.ts";
import { serviceOf } from "../../provider/providerView.ts";
import { isReservedId } from "../../provider/schema.ts";
import { putBlockBack } from "../accountBlock.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { KnownProvider } from "../knownProvider.ts";
import { setActive } from "../repairs.ts";
import { safeWord } from "../safeWords.ts";

/** Which provider Codex is told to use, and whether that is there and the user's balance. */
export function activeProviderFindings(
  facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  if (facts.config.text === undefined) return [];
  return [...missing(facts, document), ...notOurs(facts, document)];
}

/** Codex knows some providers that no file defines; what it accepts is not missing. */
function missing(facts: DoctorFacts, document: ConfigDocument): readonly Report[] {
  const { activeId: id, providers } = document;
  const statement = activeStatements(document.scanned)[0];
  if (id === undefined || !statement || providers.has(id)) return [];
  if (isReservedId(id) || facts.codex.status === "accepted") return [];
  const report = {
    id: "missing-provider",
    key: "missing-provider",
    place: document.placeAt(statement.start),
  } as const;
  const [match, ...others] = [...providers.keys()].filter((known) => plain(known) === plain(id));
  const details = { id: safeWord(id), match: safeWord(match ?? "") };
  if (match !== undefined && others.length === 0)
    return [{ ...report, details, variant: "case", fix: setActive(match) }];
  const fix = putBlockBack(facts, id);
  if (fix) return [{ ...report, details, fix }];
  const other = [...providers.keys()].find((known) => serviceOf(known) !== "other");
  // Its id becomes part of a command.
  if (other === undefined || !/^[\w-]+$/.test(other)) return [{ ...report, details }];
  return [{ ...report, details: { ...details, other }, variant: "choice" }];
}

/** Ids differ in case for Codex (measured with 0.169.0), but not for people. */
function plain(id: string): string {
  return id.trim().toLowerCase();
}

function notOurs({ balances }: DoctorFacts, document: ConfigDocument): readonly Report[] {
  const { activeId } = document;
  const all = KnownProvider.allIn(document);
  const ours = all.filter(({ isOurs }) => isOurs);
  if (ours.length === 0 && balances.length === 0) return [];
  const active = all.find((provider) => provider.isActive);
  if (active?.isOurs) return [];
  // One that is missing is reported as that.
  if (activeId !== undefined && !active && !isReservedId(activeId)) return [];
  const match = bestOf(ours, balances);
  const statement = activeStatements(document.scanned)[0];
  return [
    {
      id: "not-photonmark",
      key: "not-photonmark",
      ...(statement && { place: document.placeAt(statement.start) }),
      details: { id: safeWord(activeId ?? ""), match: safeWord(match ?? "") },
      ...(activeId === undefined && { variant: "builtIn" }),
      // Whoever names a provider of Codex's own has chosen it.
      ...(activeId !== undefined && isReservedId(activeId) && { severity: "info" as const }),
      ...(match !== undefined && { fix: setActive(match) }),
    },
  ];
}

/** The balance to use first, or the only provider there is; else the choice is the user's. */
function bestOf(
  ours: readonly KnownProvider[],
  balances: DoctorFacts["balances"],
): string | undefined {
  const useful = balances.find(
    ({ status, block }) => block !== "missing" && (status === "active" || status === "low"),
  );
  if (useful) return useful.providerId;
  return ours.length === 1 ? ours[0]?.id : undefined;
}
