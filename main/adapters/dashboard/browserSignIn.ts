import { AppError } from "../../../app/errors.ts";
import { abortable } from "./abortable.ts";
import { openLoopbackRedirect } from "./loopbackRedirect.ts";
import type { OauthClient } from "./oauthClient.ts";
import type { TokenSet } from "./tokenSet.ts";

/** What {@link signInByBrowser} needs. */
export interface BrowserSignIn<Result> {
  readonly oauth: OauthClient;
  readonly openInBrowser: (url: string) => Promise<void>;
  /** For the way back into the program; see `openLoopbackRedirect`. */
  readonly redirectPorts: readonly number[];
  readonly signal: AbortSignal;
  /** Makes a session of the tokens, before the browser is told that it worked. */
  readonly complete: (tokens: TokenSet) => Promise<Result>;
}

/**
 * Lets the person sign in in their own browser, which comes back with a code (RFC 8252).
 *
 * @throws AppError `SIGN_IN_UNAVAILABLE`, `SIGN_IN_REFUSED`; the signal's reason
 */
export async function signInByBrowser<Result>(given: BrowserSignIn<Result>): Promise<Result> {
  const { oauth, openInBrowser, redirectPorts, signal, complete } = given;
  const redirect = await openLoopbackRedirect(redirectPorts);
  try {
    const request = await oauth.authorizationRequest(redirect.redirectUri, signal);
    const arriving = redirect.arrival(request.state);
    await abortable(open(openInBrowser, request.url), signal);
    const { parameters, answer } = await abortable(arriving, signal);
    try {
      const { redirectUri } = redirect;
      const tokens = await oauth.exchangeCode(request, redirectUri, parameters, signal);
      const result = await complete(tokens);
      answer("done");
      return result;
    } catch (error) {
      answer("failed");
      throw error;
    }
  } finally {
    redirect.close();
  }
}

async function open(openInBrowser: (url: string) => Promise<void>, url: string): Promise<void> {
  try {
    await openInBrowser(url);
  } catch {
    throw new AppError("SIGN_IN_UNAVAILABLE", { reason: "no browser" });
  }
}
