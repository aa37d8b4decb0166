import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "../../../app/errors.ts";
import { errnoOf } from "../home/homeErrors.ts";
import { type SignInOutcome, signInPage } from "./signInPage.ts";

const HOST = "127.0.0.1";
const PATH = "/callback";

/** The browser, back from the service. */
export interface Arrival {
  readonly parameters: URLSearchParams;
  /** Shows the person in the browser how it went. */
  answer(outcome: SignInOutcome): void;
}

/** The place on this machine that the service sends the browser back to (RFC 8252, 7.3). */
export interface LoopbackRedirect {
  readonly redirectUri: string;
  /** Resolves once, with the first visitor who knows the state; all others are turned away. */
  arrival(state: string): Promise<Arrival>;
  close(): void;
}

/**
 * Listens on 127.0.0.1, where only this machine can reach it.
 *
 * @param ports - tried in this order; 0 is one that the system chooses
 * @throws AppError `SIGN_IN_UNAVAILABLE` when none is to be had
 */
export async function openLoopbackRedirect(ports: readonly number[]): Promise<LoopbackRedirect> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 });
  const port = await listenOnFirst(server, ports);
  const host = `${HOST}:${port}`;
  let admit: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;

  server.on("request", (request, response) => {
    request.resume();
    const path = request.url?.replace(/\?.*$/s, "");
    // Another name for this address would mean that a web page has been rebound to it.
    if (request.headers.host !== host || path !== PATH) return send(response, 404);
    if (request.method !== "GET") return send(response, 405);
    if (!admit?.(request, response)) sendPage(request, response, "stranger");
  });

  return {
    redirectUri: `http://${host}${PATH}`,
    arrival: (state) =>
      new Promise((resolve) => {
        let isTaken = false;
        admit = (request, response) => {
          const parameters = new URL(request.url ?? "", `http://${host}`).searchParams;
          const isOurs = isSame(parameters.getAll("state").join(" "), state);
          const says = parameters.has("code") || parameters.has("error");
          if (isTaken || !isOurs || !says) return false;
          isTaken = true;
          const answer = (outcome: SignInOutcome) => sendPage(request, response, outcome);
          resolve({ parameters, answer });
          return true;
        };
      }),
    close() {
      server.close();
      server.closeIdleConnections();
      // A browser that does not take its answer must not keep the program alive.
      server.unref();
    },
  };
}

async function listenOnFirst(server: Server, ports: readonly number[]): Promise<number> {
  let reason = "no port";
  for (const port of ports) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, HOST, () => {
          server.off("error", reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    } catch (error) {
      reason = errnoOf(error) ?? reason;
    }
  }
  throw new AppError("SIGN_IN_UNAVAILABLE", { reason });
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  outcome: SignInOutcome,
): void {
  const { html, policy, status } = signInPage(outcome, request.headers["accept-language"]);
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", policy);
  send(response, status, html);
}

function send(response: ServerResponse, status: number, body = ""): void {
  response.writeHead(status, {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(body);
}
