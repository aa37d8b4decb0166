import { Menu, type MenuItemConstructorOptions, type Tray } from "electron";
import type { Translate } from "../app/i18n.ts";
import { type AppState, activeProvider, hasProblem, isActiveMissing } from "../app/state.ts";
import { type TrayIconKind, trayIcon } from "./trayIcon.ts";

/** What a click in the tray can ask for. */
export interface TrayActions {
  open(): void;
  activate(providerId: string): void;
  undo(): void;
  reload(): void;
  quit(): void;
}

/** The tray icon with its menu, drawn from state. */
export interface TrayView {
  /** Shows a state; the menu is rebuilt only when it would differ, since rebuilding closes an open one. */
  render(state: AppState): void;
  /** Rebuilds the menu on the next render even if it is the same: a refused click has moved its check mark. */
  invalidate(): void;
}

/** Gives the tray icon its menu. `translate` is asked anew for each drawing, so that the language can change. */
export function connectTray(
  tray: Tray,
  translate: () => Translate,
  actions: TrayActions,
): TrayView {
  tray.on("click", actions.open);
  let drawnMenu = "";
  let drawnIcon: TrayIconKind = "ok";
  return {
    render(state) {
      const t = translate();
      const icon = needsAttention(state) ? "attention" : "ok";
      if (icon !== drawnIcon) tray.setImage(trayIcon(icon));
      drawnIcon = icon;
      tray.setToolTip(tooltip(state, t));
      const template = menuTemplate(state, t, actions);
      const signature = JSON.stringify(template);
      if (signature === drawnMenu) return;
      drawnMenu = signature;
      tray.setContextMenu(Menu.buildFromTemplate(template));
    },
    invalidate() {
      drawnMenu = "";
    },
  };
}

function needsAttention(state: AppState): boolean {
  return hasProblem(state) || isActiveMissing(state);
}

function tooltip(state: AppState, t: Translate): string {
  if (state.configProblem) return t("tray.problem");
  const active = activeProvider(state);
  if (active) return t("tray.active", { name: active.name });
  if (state.activeProviderId === undefined) return t("tray.none");
  const id = state.activeProviderId;
  return isActiveMissing(state) ? t("tray.missing", { id }) : t("tray.active", { name: id });
}

/** The menu of a state. Linux trays show it on a click of either button. */
export function menuTemplate(
  state: AppState,
  t: Translate,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const providers = state.providers.map(
    (provider): MenuItemConstructorOptions => ({
      id: provider.id,
      label: menuLabel(provider.name),
      type: "radio",
      checked: provider.isActive,
      click: () => actions.activate(provider.id),
    }),
  );
  const empty: MenuItemConstructorOptions = { label: t("tray.noProviders"), enabled: false };
  return [
    { label: tooltip(state, t), enabled: false },
    { type: "separator" },
    ...(providers.length > 0 ? providers : [empty]),
    { type: "separator" },
    undoItem(state, t, actions),
    { label: t("tray.reload"), click: () => actions.reload() },
    { label: t("tray.open"), click: () => actions.open() },
    { type: "separator" },
    { label: t("tray.quit"), click: () => actions.quit() },
  ];
}

/** Undo without a look at it first, so only of a write that nothing has followed. */
function undoItem(
  { undo }: AppState,
  t: Translate,
  actions: TrayActions,
): MenuItemConstructorOptions {
  const isSwitch = undo === undefined || undo.reason === "activate" || undo.reason === "undo";
  return {
    label: t(isSwitch ? "tray.undo" : "tray.undoChange"),
    enabled: undo?.isImmediate ?? false,
    click: () => actions.undo(),
  };
}

/** A single `&` would become a keyboard mnemonic. */
function menuLabel(name: string): string {
  return name.replaceAll("&", "&&");
}
