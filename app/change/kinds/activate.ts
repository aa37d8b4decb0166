import { isCodexBuiltIn } from "../../provider/providerView.ts";
import { type ChangeKind, planEdit, requireProvider } from "../plan.ts";

/** Makes a provider active: the root `model_provider` gets its id, nothing else changes. */
export const activate: ChangeKind<"activate"> = (_context, { providerId }) =>
  planEdit("activate", (text) => {
    if (!isCodexBuiltIn(providerId)) requireProvider(text, providerId);
    return [{ kind: "setActive", providerId }];
  });
