import type { OpenDialog as Opened } from "../flow.ts";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
<<<<<<< HEAD
import { UsageDialog } from "./UsageDialog.tsx";
=======
import { RestartDialog } from "./RestartDialog.tsx";
>>>>>>> 8f3ecf5 (Offer the restart, check the key in the strip, and bring the window back where it was)

/** The dialog that is open. */
export function OpenDialog({ dialog }: { readonly dialog: Opened }) {
  if (dialog.kind === "import")
    return (
      <ImportDialog
        key={dialog.block.importId}
        block={dialog.block}
        isFromAccount={dialog.isFromAccount}
        isSwitch={dialog.isSwitch}
      />
    );
<<<<<<< HEAD
  if (dialog.kind === "usage") return <UsageDialog balanceId={dialog.balanceId} />;
=======
  if (dialog.kind === "restart") return <RestartDialog />;
>>>>>>> 8f3ecf5 (Offer the restart, check the key in the strip, and bring the window back where it was)
  const { kind: _kind, ...opened } = dialog;
  return <ChangeDialog key={JSON.stringify(opened.change)} {...opened} />;
}
