import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Answers a request; `origin` is the server's own. */
export type Answer = (request: IncomingMessage, response: ServerResponse, origin: string) => void;

/** A server on loopback that answers as the test likes. */
export interface HostileServer {
  readonly origin: string;
  /** `METHOD path?query` of every request. */
  readonly requests: string[];
}

/** Starts a server that gives proper metadata, changed by the test, and leaves all else to `answer`. */
export async function startHostileServer(
  answer: Answer,
  metadata: Readonly<Record<string, unknown>> = {},
): Promise<HostileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    if (request.url?.startsWith("/.well-known/"))
      return sendJson(response, { ...metadataOf(origin), ...metadata });
    answer(request, response, origin);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin, requests };
}

/** Sends JSON as a service would. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function metadataOf(origin: string) {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    device_authorization_endpoint: `${origin}/oauth/device`,
    code_challenge_methods_supported: ["S256"],
  };
}
