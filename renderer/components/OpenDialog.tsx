import type { OpenDialog as Opened } from "../flow.ts";
import { ChangeDialog } from "./ChangeDialog.tsx";
import { ImportDialog } from "./ImportDialog.tsx";
import { RestartDialog } from "./RestartDialog.tsx";
import { SwitcherDialog } from "./SwitcherDialog.tsx";
import { UsageDialog } from "./UsageDialog.tsx";

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
  if (dialog.kind === "switcher") return <SwitcherDialog providerId={dialog.providerId} />;
  if (dialog.kind === "usage") return <UsageDialog balanceId={dialog.balanceId} />;
  if (dialog.kind === "restart") return <RestartDialog />;
  const { kind: _kind, ...opened } = dialog;
  return <ChangeDialog key={JSON.stringify(opened.change)} {...opened} />;
}
