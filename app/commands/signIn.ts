import type { Session, SignInWay } from "../account/session.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError } from "../errors.ts";
import { refreshBalances } from "./refreshBalances.ts";

/** Signs in and gets the balances. @throws AppError `SIGN_IN_BUSY`, or why it did not work */
export async function signIn(
  context: CommandContext,
  { way }: Input<"signIn">,
): Promise<undefined> {
  const before = context.getState().account;
  if (before.status === "signingIn") throw new AppError("SIGN_IN_BUSY");
  context.setState({ account: { status: "signingIn" } });
  try {
    publishSession(context, await context.ports.dashboard.signIn(await concrete(context, way)));
  } catch (error) {
    context.setState({ account: before });
    throw error;
  }
  await refreshBalances(context);
}

/** A pasted token is read here, so that it never passes through a view. */
async function concrete(context: CommandContext, way: Input<"signIn">["way"]): Promise<SignInWay> {
  if (way.kind !== "clipboardToken") return way;
  const bytes = await clipboardBytes(context);
  const token = String.fromCharCode(...bytes.slice(0, MAX_TOKEN_BYTES + 1)).trim();
  if (token.length > MAX_TOKEN_BYTES || !/^[\x21-\x7e]+$/.test(token))
    throw new AppError("SIGN_IN_REFUSED", { reason: "token" });
  return { kind: "token", token };
}

/** An empty clipboard is told in words about a token, not about a block. */
async function clipboardBytes({ ports }: CommandContext): Promise<Uint8Array> {
  try {
    return await ports.blockSource.fromClipboard();
  } catch (error) {
    if (error instanceof AppError && error.code === "CLIPBOARD_EMPTY")
      throw new AppError("TOKEN_CLIPBOARD_EMPTY");
    throw error;
  }
}

const MAX_TOKEN_BYTES = 8192;

/** Publishes who is signed in. */
export function publishSession(context: CommandContext, { email, keeping }: Session): void {
  context.setState({ account: { status: "signedIn", email, keeping } });
}
