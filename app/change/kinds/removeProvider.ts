import { activeIdIn } from "../../config/providers.ts";
import { scan } from "../../config/scan.ts";
import { AppError } from "../../errors.ts";
import { type ChangeKind, planEdit, requireProvider } from "../plan.ts";

/**
 * Takes a provider out of the file. Chats that were begun with it cannot go on without it (measured with
 * Codex 0.169.0), which views say before they ask. The plan throws `PROVIDER_IN_USE` for the active one.
 */
export const removeProvider: ChangeKind<"removeProvider"> = (_context, { providerId }) =>
  planEdit("remove", (text) => {
    requireProvider(text, providerId);
    if (activeIdIn(scan(text)) === providerId)
      throw new AppError("PROVIDER_IN_USE", { providerId });
    return [{ kind: "removeProvider", providerId }];
  });
