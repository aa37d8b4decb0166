import type { OpenDialog as Opened } from "../flow.ts";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { ImportDialog } from "./ImportDialog.tsx";

/** The dialog that is open. */
export function OpenDialog({ dialog }: { readonly dialog: Opened }) {
  if (dialog.kind === "import")
    return <ImportDialog key={dialog.block.importId} block={dialog.block} />;
  return (
    <ChangeDialog
      key={JSON.stringify(dialog.change)}
      change={dialog.change}
      isStale={dialog.isStale}
    />
  );
}
