import type { Failure } from "../errors.ts";
import type { Translate } from "./i18n.ts";

/** A failure in words: what happened, and what to do next. */
export function describeFailure(t: Translate, failure: Failure): { what: string; next: string } {
  const { code, detail } = failure;
  // Some have a better next step where a name like the one that was asked for is known.
  const context = detail.nearest === undefined ? {} : { context: "nearest" };
  return {
    what: t(`errors.${code}.what`, detail),
    next: t(`errors.${code}.next`, { ...detail, ...context }),
  };
}
