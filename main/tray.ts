import { Menu, type MenuItemConstructorOptions, type Rectangle, screen, type Tray } from "electron";
import { canServe } from "../app/account/balances.ts";
import { formatBalance } from "../app/i18n/formatBalance.ts";
import type { Translate } from "../app/i18n/i18n.ts";
import type { Language } from "../app/i18n/languages.ts";
import type { ProviderView } from "../app/provider/providerView.ts";
import { type AppState, activeProvider, isActiveMissing, needsAttention } from "../app/state.ts";
import { ringFor, type TrayIconKind, type TrayIconSource } from "./trayIcon.ts";

/** What a click in the tray can ask for. */
export interface TrayActions {
  open(): void;
  /** Opens the window next to the icon that was clicked. */
  openNear(icon: Rectangle | undefined): void;
  restartCodex(): void;
  openDashboard(): void;
  activate(providerId: string): void;
  undo(): void;
  reload(): void;
  quit(): void;
}

/** What the tray speaks with. */
export interface TrayWords {
  readonly t: Translate;
  readonly language: Language;
}

/** The icon that is in the tray already, and what makes others. */
export interface TrayParts {
  readonly icon: Tray;
  readonly trayIcon: TrayIconSource;
}

/** The tray icon with its menu, drawn from state. */
export interface TrayView {
  /** Shows a state; the menu is rebuilt only when it would differ, since rebuilding closes an open one. */
  render(state: AppState): void;
  /** Rebuilds the menu on the next render even if it is the same: a refused click has moved its check mark. */
  invalidate(): void;
}

/** Gives the tray icon its menu. The words are asked for anew for each drawing, as the language can change. */
export function connectTray(
  { icon: tray, trayIcon }: TrayParts,
  words: () => TrayWords,
  actions: TrayActions,
): TrayView {
  tray.on("click", (_event, bounds) => actions.openNear(bounds));
  // macOS opens a menu that an icon has with every click; the window would open on top of it.
  const hasOwnMenu = process.platform !== "darwin";
  let menu: Menu | undefined;
  if (!hasOwnMenu) tray.on("right-click", () => menu && tray.popUpContextMenu(menu));
  let drawnMenu = "";
  let drawnTip = "";
  let drawnIcon: TrayIconKind = 8;
  // The picture on Windows is made for the scale of the screen.
  if (process.platform === "win32")
    screen.on("display-metrics-changed", () => tray.setImage(trayIcon(drawnIcon)));
  return {
    render(state) {
      const said = words();
      const icon = iconOf(state);
      if (icon !== drawnIcon) tray.setImage(trayIcon(icon));
      drawnIcon = icon;
      const tip = tooltip(state, said);
      // Electron sends the whole menu along with it, which closes one that is open (seen with Electron 33 on Linux).
      if (tip !== drawnTip) tray.setToolTip(tip);
      drawnTip = tip;
      const template = menuTemplate(state, said, actions);
      const signature = JSON.stringify(template);
      if (signature === drawnMenu) return;
      drawnMenu = signature;
      menu = Menu.buildFromTemplate(template);
      if (hasOwnMenu) tray.setContextMenu(menu);
    },
    invalidate() {
      drawnMenu = "";
    },
  };
}

/** The share that is left of the balance in use; a full ring where no account tells. */
function iconOf(state: AppState): TrayIconKind {
  const balance = state.balances.items.find(({ isInUse }) => isInUse);
  const isUseless = balance !== undefined && !canServe(balance);
  const hasDrift = state.drift !== undefined && !state.drift.isRepaired;
  const isOff = needsAttention(state) || isUseless || hasDrift;
  if (isOff || state.staleCodex.length > 0) return "attention";
  if (balance?.status === "low") return "low";
  return balance ? ringFor(balance.share) : 8;
}

/** "Pay · $12.30 · 9 days left", or what there is to say without an account. */
function tooltip(state: AppState, { t, language }: TrayWords): string {
  if (state.configProblem) return t("tray.problem");
  const active = activeProvider(state);
  const balance = state.balances.items.find(({ isInUse }) => isInUse);
  if (active && balance) return `${active.name} · ${formatBalance(balance, t, language)}`;
  if (active) return t("tray.active", { name: active.name });
  if (state.activeProviderId === undefined) return t("tray.none");
  const id = state.activeProviderId;
  return isActiveMissing(state) ? t("tray.missing", { id }) : t("tray.active", { name: id });
}

/** The menu of a state. Linux trays show it on a click of either button. */
export function menuTemplate(
  state: AppState,
  words: TrayWords,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const { t } = words;
  const providers = state.providers.map(
    (provider): MenuItemConstructorOptions => ({
      id: provider.id,
      label: menuLabel(labelOf(provider, state, words)),
      type: "radio",
      checked: provider.isActive,
      click: () => actions.activate(provider.id),
    }),
  );
  const empty: MenuItemConstructorOptions = { label: t("tray.noProviders"), enabled: false };
  return [
    { label: menuLabel(tooltip(state, words)), enabled: false },
    ...(state.drift && !state.drift.isRepaired
      ? [{ label: t("drift.tray"), click: () => actions.open() }]
      : []),
    { type: "separator" },
    ...(providers.length > 0 ? providers : [empty]),
    { type: "separator" },
    {
      label: t(state.staleCodex.length > 0 ? "tray.restartToApply" : "tray.restart"),
      click: () => actions.restartCodex(),
    },
    undoItem(state, t, actions),
    { label: t("tray.reload"), click: () => actions.reload() },
    { label: t("tray.open"), click: () => actions.open() },
    { label: t("tray.dashboard"), click: () => actions.openDashboard() },
    { type: "separator" },
    { label: t("tray.quit"), click: () => actions.quit() },
  ];
}

/** A provider with its money and how long it lasts, where the account tells. */
function labelOf(
  provider: ProviderView,
  { balances }: AppState,
  { t, language }: TrayWords,
): string {
  const balance = balances.items.find(({ providerId }) => providerId === provider.id);
  return balance ? `${provider.name} · ${formatBalance(balance, t, language)}` : provider.name;
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
