import { Archive, FileCode2, HeartPulse, type LucideIcon, Settings, Wallet } from "lucide-react";
import type { ComponentType } from "react";
import type { View } from "../../app/views.ts";
import { part } from "../part.ts";
import { BalancesView } from "./BalancesView.tsx";

/** What a view looks like. The window starts with the balances; the others are loaded when they are first wanted. */
export const viewsByName: Readonly<Record<View, { icon: LucideIcon; component: ComponentType }>> = {
  balances: { icon: Wallet, component: BalancesView },
  config: {
    icon: FileCode2,
    component: part(async () => (await import("./ConfigView.tsx")).ConfigView),
  },
  backups: {
    icon: Archive,
    component: part(async () => (await import("./BackupsView.tsx")).BackupsView),
  },
  health: {
    icon: HeartPulse,
    component: part(async () => (await import("./HealthView.tsx")).HealthView),
  },
  settings: {
    icon: Settings,
    component: part(async () => (await import("./SettingsView.tsx")).SettingsView),
  },
};
