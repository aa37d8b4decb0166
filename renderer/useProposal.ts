import { useEffect } from "react";
import { ask } from "./actions/ask.ts";
import { importFrom } from "./actions/importFrom.ts";
import { openDialog, showView } from "./flow.ts";
import { useSnapshot } from "./store.ts";

/** Puts a switch that was suggested outside the window before the user, once. */
export function useProposal(): void {
  const proposal = useSnapshot((state) => state.proposal);
  useEffect(() => {
    if (!proposal) return;
    const { kind, providerId } = proposal;
    void ask("propose", {});
    showView("balances");
    if (kind === "import") void importFrom({ kind: "account", providerId }, true);
    else openDialog({ kind: "change", change: { kind, providerId }, isStale: false });
  }, [proposal]);
}
