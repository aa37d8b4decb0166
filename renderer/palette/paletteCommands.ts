import {
  AppWindow,
  ClipboardPaste,
  FileArchive,
  FolderOpen,
  ListChecks,
  LogIn,
  LogOut,
  type LucideIcon,
  Power,
  RotateCw,
  SquarePen,
  Stethoscope,
  Undo2,
} from "lucide-react";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { Language } from "../../app/i18n/languages.ts";
import type { Shortcut } from "../../app/shortcuts.ts";
import type { AppState } from "../../app/state.ts";
import { views } from "../../app/views.ts";
import { importFrom } from "../actions/importFrom.ts";
import { lookAgain } from "../actions/lookAgain.ts";
import { openDashboard } from "../actions/openDashboard.ts";
import { openInEditor } from "../actions/openInEditor.ts";
import { saveDiagnostics } from "../actions/saveDiagnostics.ts";
import { setUp } from "../actions/setUp.ts";
import { signIn } from "../actions/signIn.ts";
import { signOut } from "../actions/signOut.ts";
import { takeShortcut } from "../actions/takeShortcut.ts";
import { openDialog, showView } from "../flow.ts";
import { viewsByName } from "../views/registry.tsx";
import { balanceCommands, detailCommands } from "./balanceCommands.ts";
import type { PaletteCommand } from "./matchCommands.ts";
import { settingCommands } from "./settingCommands.ts";

/** Everything that can be done in a state, the balances first. */
export function paletteCommands(
  state: AppState,
  t: Translate,
  language: Language,
): readonly PaletteCommand[] {
  return [
    ...balanceCommands(state, t, language),
    ...actionCommands(state, t),
    ...viewCommands(t),
    ...settingCommands(state, t),
    ...detailCommands(state, t),
  ];
}

function actionCommands(
  { undo, account, settings, configExists }: AppState,
  t: Translate,
): PaletteCommand[] {
  const pressed = (shortcut: Shortcut, label: string, icon: LucideIcon): PaletteCommand => ({
    id: shortcut,
    group: "actions",
    label,
    icon,
    shortcut,
    run: () => void takeShortcut(shortcut, false),
  });
  const other = (
    id: string,
    label: string,
    icon: LucideIcon,
    run: () => unknown,
  ): PaletteCommand => ({ id, group: "actions", label, icon, run: () => void run() });
  const hasDashboard = settings.dashboard !== "";
  const canSignOut = account.status === "signedIn" || account.status === "expired";
  return [
    ...(undo ? [pressed("undo", t("backups.undo"), Undo2)] : []),
    {
      ...pressed("paste", t("providers.paste"), ClipboardPaste),
      run: () => void importFrom({ kind: "clipboard" }),
    },
    pressed("open", t("providers.open"), FolderOpen),
    pressed("refresh", t("palette.refresh"), RotateCw),
    other("restart", t("tray.restart"), Power, () => openDialog({ kind: "restart" })),
    other("lookAgain", t("palette.lookAgain"), Stethoscope, lookAgain),
    ...(configExists ? [other("edit", t("palette.edit"), SquarePen, openInEditor)] : []),
    other("setUp", t("setUp.open"), ListChecks, () => setUp({ kind: "open" })),
    other("diagnostics", t("palette.diagnostics"), FileArchive, saveDiagnostics),
    ...(hasDashboard ? [other("dashboard", t("dashboard.open"), AppWindow, openDashboard)] : []),
    canSignOut
      ? other("signOut", t("account.signOut"), LogOut, signOut)
      : // Without an address the balances ask for it, together with the sign-in.
        other("signIn", t("account.signIn"), LogIn, () =>
          hasDashboard ? signIn("browser") : showView("balances"),
        ),
  ];
}

function viewCommands(t: Translate): PaletteCommand[] {
  return views.map((view) => ({
    id: `go ${view}`,
    group: "go",
    label: t("palette.goTo", { view: t(`nav.${view}`) }),
    icon: viewsByName[view].icon,
    shortcut: view,
    run: () => showView(view),
  }));
}
