import type { Translate } from "../i18n/i18n.ts";
import type { Finding, FindingView } from "./finding.ts";

/** A finding in words; the doctor's words must be loaded. */
export function findingWords(
  t: Translate,
  { id, details, variant }: Pick<Finding | FindingView, "id" | "details" | "variant">,
): { readonly title: string; readonly why: string; readonly fix: string } {
  const context = variant === undefined ? {} : { context: variant };
  const options = { ns: "doctor", ...details, ...context } as const;
  return {
    title: t(`${id}.title`, options),
    why: t(`${id}.why`, options),
    fix: t(`${id}.fix`, options),
  };
}
