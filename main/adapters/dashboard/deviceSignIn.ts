import type { DevicePrompt } from "../../../app/account/session.ts";
import { AppError } from "../../../app/errors.ts";
import type { Clock } from "../../../app/ports.ts";
import { pause } from "./abortable.ts";
import type { DevicePoll, OauthClient } from "./oauthClient.ts";
import type { TokenSet } from "./tokenSet.ts";

/** What {@link signInByDevice} needs. */
export interface DeviceSignIn {
  readonly oauth: OauthClient;
  readonly onPrompt: (prompt: DevicePrompt) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** RFC 8628, 3.2 and 3.5: seconds between two polls where the service names none, and what a slow_down adds. */
const INTERVAL_SECONDS = 5;

/** However little a service asks for, and however much. */
const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 300;

/** A code that lives longer is given up earlier. */
const MAX_WAIT_SECONDS = 1800;

/**
 * Lets the person sign in on another device by a code, and asks until they have (RFC 8628).
 *
 * @throws AppError `SIGN_IN_REFUSED`, `SIGN_IN_TIMED_OUT`, `SIGN_IN_UNAVAILABLE`; the signal's reason
 */
export async function signInByDevice(given: DeviceSignIn): Promise<TokenSet> {
  const { oauth, onPrompt, clock, signal } = given;
  const device = await oauth.startDevice(signal);
  const expiry = new AbortController();
  const limitSeconds = Math.min(MAX_WAIT_SECONDS, device.expires_in);
  const timedOut = new AppError("SIGN_IN_TIMED_OUT", { minutes: Math.ceil(limitSeconds / 60) });
  const stop = clock.after(limitSeconds * 1000, () => expiry.abort(timedOut));
  const both = AbortSignal.any([signal, expiry.signal]);
  try {
    onPrompt({
      userCode: device.user_code,
      verificationUrl: device.verification_uri,
      completeUrl: device.verification_uri_complete,
    });
    let seconds = bounded(device.interval ?? INTERVAL_SECONDS);
    for (;;) {
      await pause(clock, seconds * 1000, both);
      const poll = await pollOnce(oauth, device.device_code, both);
      if (poll.kind === "tokens") return poll.tokens;
      if (poll.kind === "expired") throw timedOut;
      if (poll.kind === "slowDown") seconds = bounded(seconds + INTERVAL_SECONDS);
      if (poll.kind === "unreachable") seconds = bounded(seconds * 2);
      if (poll.kind === "busy") seconds = bounded(Math.max(seconds, poll.retryAfterSeconds));
    }
  } finally {
    stop();
  }
}

type Attempt =
  | DevicePoll
  | { readonly kind: "unreachable" }
  | { readonly kind: "busy"; readonly retryAfterSeconds: number };

/** One poll; a service that is away or busy for a moment does not end the sign-in. */
async function pollOnce(
  oauth: OauthClient,
  deviceCode: string,
  signal: AbortSignal,
): Promise<Attempt> {
  try {
    return await oauth.pollDevice(deviceCode, signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "DASHBOARD_UNREACHABLE") return { kind: "unreachable" };
    if (error.code === "DASHBOARD_BUSY")
      return { kind: "busy", retryAfterSeconds: Number(error.detail.retryAfterSeconds) };
    throw error;
  }
}

function bounded(seconds: number): number {
  return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds));
}
