import type { DriftChange } from "../drift/drift.ts";
import type { DriftView } from "../state.ts";
import { switcherNames } from "../surroundings/switcherNames.ts";
import type { Translate } from "./i18n.ts";
import type { Language } from "./languages.ts";

/** What somebody else has changed, one sentence each, and who it may have been. */
export interface DriftWords {
  readonly title: string;
  readonly changes: readonly string[];
  readonly by: string;
}

/**
 * Puts a drift into words.
 *
 * @param nameOf - the name of a provider by its id
 */
export function describeDrift(
  { changes, lost, suspects, isRepaired }: DriftView,
  { t, language }: { readonly t: Translate; readonly language: Language },
  nameOf: (providerId: string) => string,
): DriftWords {
  const list = new Intl.ListFormat(language);
  const names = list.format(suspects.map((id) => switcherNames[id]));
  const sentences = changes.map((change) => sentence(change, t, nameOf));
  if (lost.length > 0) sentences.push(t("drift.lost", { names: list.format(lost.map(nameOf)) }));
  return {
    title: t(isRepaired ? "drift.titleRepaired" : "drift.title"),
    changes: sentences,
    by: suspects.length > 0 ? t("drift.by", { names }) : t("drift.byNobodyKnown"),
  };
}

function sentence(
  change: DriftChange,
  t: Translate,
  nameOf: (providerId: string) => string,
): string {
  switch (change.kind) {
    case "activeReplaced": {
      const was = nameOf(change.was);
      return change.is === undefined
        ? t("drift.activeRemoved", { was })
        : t("drift.activeReplaced", { was, is: nameOf(change.is) });
    }
    case "providerRemoved":
      return t("drift.providerRemoved", { name: nameOf(change.id) });
    case "providerAltered":
      return t("drift.providerAltered", {
        name: nameOf(change.id),
        fields: change.fields.join(", "),
      });
    case "keyAppeared":
      return t("drift.keyAppeared", { key: change.key });
  }
}
