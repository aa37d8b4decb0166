import type { ErrorCode } from "../../app/errors.ts";
import { type SignInKind, useFlow } from "../flow.ts";
import { dismissNotice, tell } from "../notices.ts";
import { ask } from "./ask.ts";
import { isSettingUp, setUp } from "./setUp.ts";

/**
 * Signs in, at a new address if one is given. Tells why it failed, unless the user gave up, or the caller has a
 * better place to say it.
 *
 * @param toldByCaller - the failures that the caller shows
 * @returns the failure that the caller has to show
 */
export async function signIn(
  kind: SignInKind,
  address = "",
  toldByCaller: readonly ErrorCode[] = [],
): Promise<ErrorCode | undefined> {
  dismissNotice();
  if (address !== "") {
    const saved = await ask("changeSettings", { settings: { dashboard: address } });
    if (!saved.ok) return report(saved);
  }
  useFlow.setState({ signInWay: kind });
  const reply = await ask("signIn", { way: { kind } });
  if (reply.ok && isSettingUp()) await setUp({ kind: "begin", way: "account" });
  return reply.ok || reply.code === "SIGN_IN_CANCELLED" ? undefined : report(reply);

  function report(failure: Exclude<typeof reply, { ok: true }>): ErrorCode | undefined {
    if (toldByCaller.includes(failure.code)) return failure.code;
    tell({ kind: "failure", failure });
    return undefined;
  }
}
