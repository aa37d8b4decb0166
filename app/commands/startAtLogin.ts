import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/**
 * Tells whether the program starts with the desktop, after changing that where it is asked to. The system keeps it,
 * and its user may change it there.
 *
 * @throws AppError `SETTINGS_NOT_SAVED`
 */
export async function startAtLogin(
  { ports }: CommandContext,
  { isOn }: Input<"startAtLogin">,
): Promise<{ readonly isOn: boolean }> {
  if (isOn !== undefined) await ports.loginItem.set(isOn);
  return { isOn: await ports.loginItem.isOn() };
}
