import { ArrowUpRight, Copy, Plus, Power, Radio } from "lucide-react";
import { formatBalance } from "../../app/i18n/formatBalance.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { Language } from "../../app/i18n/languages.ts";
import { BUILT_IN_ID, isCodexBuiltIn } from "../../app/provider/providerView.ts";
import type { AppState } from "../../app/state.ts";
import { changeNow } from "../actions/changeNow.ts";
import { checkNow } from "../actions/checkNow.ts";
import { copyBlock } from "../actions/copyBlock.ts";
import { importFrom } from "../actions/importFrom.ts";
import { openTopUp } from "../actions/openTopUp.ts";
import type { PaletteCommand } from "./matchCommands.ts";

/** What can be done with each balance, and with the providers that are none. */
export function balanceCommands(
  { balances, providers, activeProviderId }: AppState,
  t: Translate,
  language: Language,
): PaletteCommand[] {
  const commands: PaletteCommand[] = [];
  for (const balance of balances.items) {
    const { name, providerId, isInUse, block } = balance;
    const common = {
      group: "balances",
      hint: formatBalance(balance, t, language),
      keywords: providerId,
    } as const;
    if (!isInUse && block !== "missing")
      commands.push({ ...common, ...activation(providerId, name, t) });
    if (block !== "present")
      commands.push({
        ...common,
        id: `add ${providerId}`,
        label: t(block === "missing" ? "balances.addNamed" : "balances.updateNamed", { name }),
        icon: Plus,
        run: () => void importFrom({ kind: "account", providerId }),
      });
  }
  for (const { id, name, isActive } of providers)
    if (!isActive && !balances.items.some(({ providerId }) => providerId === id))
      commands.push({ group: "balances", hint: id, ...activation(id, name, t) });
  if (activeProviderId !== undefined && !isCodexBuiltIn(activeProviderId))
    commands.push({
      group: "balances",
      id: "built-in",
      label: t("palette.builtIn"),
      hint: BUILT_IN_ID,
      icon: Power,
      run: () => void changeNow({ kind: "activate", providerId: BUILT_IN_ID }),
    });
  return commands;
}

/** What is wanted more rarely of each provider: its block, an answer whether its key works, more money. */
export function detailCommands({ balances, providers }: AppState, t: Translate): PaletteCommand[] {
  const group = "details";
  const ofProviders = providers.flatMap(({ id, name }): PaletteCommand[] => [
    {
      id: `check ${id}`,
      group,
      label: t("palette.check", { name }),
      hint: id,
      icon: Radio,
      run: () => void checkNow(id, name),
    },
    {
      id: `copy ${id}`,
      group,
      label: t("balances.copyNamed", { name }),
      hint: id,
      icon: Copy,
      run: () => void copyBlock(id),
    },
  ]);
  const ofBalances = balances.items.map(
    ({ id, name }): PaletteCommand => ({
      id: `topUp ${id}`,
      group,
      label: t("balances.topUpNamed", { name }),
      icon: ArrowUpRight,
      run: () => void openTopUp(id),
    }),
  );
  return [...ofProviders, ...ofBalances];
}

function activation(providerId: string, name: string, t: Translate) {
  return {
    id: `activate ${providerId}`,
    label: t("providers.activateNamed", { name }),
    icon: Power,
    run: () => void changeNow({ kind: "activate", providerId }),
  } as const;
}
