import type { ChangePreview } from "../../app/contract.ts";
import type { Translate } from "../../app/i18n.ts";

/** Says in words what a change will do: which provider Codex will use, and how many lines are touched. */
export function changeSentence(
  preview: ChangePreview,
  nameOf: (providerId: string) => string,
  t: Translate,
  language: string,
): string {
  const lines = lineSentence(preview, t, language);
  return lines === undefined
    ? t("diff.none")
    : [choiceSentence(preview, nameOf, t), lines].join(language.startsWith("zh") ? "" : " ");
}

function choiceSentence(
  { activeBefore, activeAfter }: ChangePreview,
  nameOf: (providerId: string) => string,
  t: Translate,
): string {
  if (activeBefore === activeAfter)
    return activeAfter === undefined
      ? t("diff.keepsBuiltIn")
      : t("diff.keeps", { name: nameOf(activeAfter) });
  if (activeAfter === undefined)
    return t("diff.usesBuiltIn", { before: nameOf(activeBefore ?? "") });
  if (activeBefore === undefined) return t("diff.usesFirst", { after: nameOf(activeAfter) });
  return t("diff.uses", { after: nameOf(activeAfter), before: nameOf(activeBefore) });
}

function lineSentence(
  { addedLines, removedLines }: ChangePreview,
  t: Translate,
  language: string,
): string | undefined {
  const changed = Math.min(addedLines, removedLines);
  const parts = [
    changed > 0 && t("diff.changed", { count: changed }),
    addedLines > changed && t("diff.added", { count: addedLines - changed }),
    removedLines > changed && t("diff.removed", { count: removedLines - changed }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return undefined;
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return t("diff.sentence", { parts: list.format(parts) });
}
