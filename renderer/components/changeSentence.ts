import type { ChangePreview } from "../../app/change/change.ts";
import type { Translate } from "../../app/i18n/i18n.ts";

/** Says in words what a change will do: which provider Codex will use, and how many lines are touched. */
export function changeSentence(
  preview: ChangePreview,
  nameOf: (providerId: string) => string,
  t: Translate,
): string {
  const lines = lineSentence(preview, t);
  if (lines === undefined) return t("diff.none");
  return t("diff.twoSentences", { first: choiceSentence(preview, nameOf, t), second: lines });
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
): string | undefined {
  const changed = Math.min(addedLines, removedLines);
  const [first, second] = [
    changed > 0 && t("diff.changed", { count: changed }),
    addedLines > changed && t("diff.added", { count: addedLines - changed }),
    removedLines > changed && t("diff.removed", { count: removedLines - changed }),
  ].filter((part) => part !== false);
  if (first === undefined) return undefined;
  const parts = second === undefined ? first : t("diff.both", { first, second });
  return t("diff.sentence", { parts });
}
