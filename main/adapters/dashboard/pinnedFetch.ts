import { AppError } from "../../../app/errors.ts";
import type { Clock } from "../../../app/ports.ts";
import { failureReason } from "./failureReason.ts";
import { retryAfterSeconds } from "./retryAfter.ts";

/** As much of `fetch` as is used; Electron's `net.fetch` and Node's own both fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What {@link createPinnedFetch} needs. */
export interface PinnedFetchOptions {
  readonly origin: URL;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** For a request with its whole answer, in milliseconds. */
const REQUEST_LIMIT_MS = 15_000;

/** Bytes. A real answer has some kilobytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * A `fetch` that talks to one origin, follows no redirect, sends no cookie, and gives the answer whole or not
 * at all: within 15 seconds and 1 MB. Only answers that say something about the request (2xx and 4xx) come back.
 *
 * @throws AppError `DASHBOARD_UNREACHABLE`, `DASHBOARD_BAD_ANSWER`, `DASHBOARD_BUSY`; the reason of `init.signal`
 */
export function createPinnedFetch({ origin, fetch, clock }: PinnedFetchOptions): Fetch {
  return async (address, init) => {
    const url = new URL(address);
    if (url.origin !== origin.origin) throw badAnswer(url, "origin");
    const aborter = new AbortController();
    const onAbort = () => aborter.abort();
    init.signal?.throwIfAborted();
    init.signal?.addEventListener("abort", onAbort, { once: true });
    let isLate = false;
    const stop = clock.after(REQUEST_LIMIT_MS, () => {
      isLate = true;
      aborter.abort();
    });
    try {
      const response = await fetch(url.href, {
        ...init,
        redirect: "manual",
        credentials: "omit",
        cache: "no-store",
        signal: aborter.signal,
      });
      const body = await readBody(response, url);
      return screened(response, body, url);
    } catch (error) {
      init.signal?.throwIfAborted();
      if (error instanceof AppError) throw error;
      const reason = isLate ? "timeout" : failureReason(error);
      // Electron's fetch has no "manual": it fails at a redirect.
      if (reason === "redirect") throw badAnswer(url, reason);
      // Without the cause: what a library hangs onto an error is not ours to vouch for.
      throw new AppError("DASHBOARD_UNREACHABLE", { origin: origin.origin, reason });
    } finally {
      stop();
      init.signal?.removeEventListener("abort", onAbort);
      aborter.abort();
    }
  };
}

/** An answer that cannot be right. `place` is where in the answer, `reason` a word for programmers. */
export function badAnswer(url: URL, reason: string, place = ""): AppError {
  return new AppError("DASHBOARD_BAD_ANSWER", { path: url.pathname, place, reason });
}

function screened(response: Response, body: Uint8Array<ArrayBuffer>, url: URL): Response {
  const { status, headers } = response;
  if (status >= 300 && status < 400) throw badAnswer(url, "redirect");
  if (status === 429 || (status === 503 && headers.has("retry-after")))
    throw new AppError("DASHBOARD_BUSY", { retryAfterSeconds: retryAfterSeconds(headers) });
  if (status >= 500)
    throw new AppError("DASHBOARD_UNREACHABLE", { origin: url.origin, reason: `HTTP ${status}` });
  const hasBody = status !== 204 && status !== 205;
  return new Response(hasBody ? body : null, { status, headers });
}

async function readBody(response: Response, url: URL): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get("content-length")) > MAX_ANSWER_BYTES)
    throw badAnswer(url, "size");
  const reader = response.body?.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > MAX_ANSWER_BYTES) throw badAnswer(url, "size");
    pieces.push(value);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.byteLength;
  }
  return body;
}
