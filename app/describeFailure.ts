import type { Failure } from "./errors.ts";
import type { Translate } from "./i18n.ts";

/** A failure in words: what happened, and what to do next. */
export function describeFailure(t: Translate, failure: Failure): { what: string; next: string } {
  return {
    what: t(`errors.${failure.code}.what`, failure.detail),
    next: t(`errors.${failure.code}.next`, failure.detail),
  };
}
