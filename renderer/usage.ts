import { create } from "zustand";
import type { Usage } from "../app/contract.ts";
import { ask } from "./actions/ask.ts";

/** How many days back the usage is shown. */
export const USAGE_DAYS = 30;

/** What each balance was used for, as far as it was ever known; stays while a view is not shown. */
export const useUsage = create<{ readonly usage: Usage | undefined }>(() => ({ usage: undefined }));

/** Gets the usage afresh. Without an answer the old one stays: it is an extra that nobody waits for. */
export async function loadUsage(): Promise<void> {
  const reply = await ask("readUsage", { days: USAGE_DAYS });
  if (reply.ok) useUsage.setState({ usage: reply.value });
}

/** Forgets the usage, which belongs to the account. */
export function forgetUsage(): void {
  useUsage.setState({ usage: undefined });
}
