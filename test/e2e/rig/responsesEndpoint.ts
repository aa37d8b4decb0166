import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request the endpoint received. */
interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** The whole header, "Bearer …" included; undefined when there was none. */
  readonly authorization: string | undefined;
  readonly originator: string | undefined;
  readonly bodyBytes: number;
}

/** A local provider that Codex can talk to. */
export interface ResponsesEndpoint {
  /** `base_url` for a provider table; `service` separates providers by path: `…/<service>/v1`. */
  baseUrl(service: string): string;
  /** Everything received so far, in order. */
  readonly requests: readonly SeenRequest[];
  /** Only the turns: POST …/v1/responses. */
  turns(): readonly SeenRequest[];
  stop(): Promise<void>;
}

/** Text that the endpoint answers every turn with. */
export const ANSWER = "answered by the rig";

/** Starts the endpoint on a free port of 127.0.0.1. */
export async function startResponsesEndpoint(): Promise<ResponsesEndpoint> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    receive(request, requests)
      .then((seen) => answer(seen, response, requests.length))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: (service) => `http://127.0.0.1:${port}/${service}/v1`,
    requests,
    turns: () => requests.filter(isTurn),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(request: IncomingMessage, requests: SeenRequest[]): Promise<SeenRequest> {
  let bodyBytes = 0;
  for await (const chunk of request) bodyBytes += (chunk as Buffer).length;
  const { authorization, originator } = request.headers;
  const seen: SeenRequest = {
    method: request.method ?? "",
    path: (request.url ?? "").replace(/\?.*$/, ""),
    authorization,
    originator: Array.isArray(originator) ? originator[0] : originator,
    bodyBytes,
  };
  requests.push(seen);
  return seen;
}

function isTurn({ method, path }: SeenRequest): boolean {
  return method === "POST" && path.endsWith("/v1/responses");
}

function answer(seen: SeenRequest, response: ServerResponse, count: number): void {
  if (isTurn(seen)) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.end(turnEvents(`resp_${count}`).map(serverSentEvent).join(""));
  } else if (seen.method === "GET" && seen.path.endsWith("/models")) {
    // "models" is what Codex reads, "data" what the public Responses API answers.
    sendJson(response, 200, { models: [], object: "list", data: [] });
  } else {
    sendJson(response, 404, { error: { message: `no such path: ${seen.path}` } });
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

// The smallest stream that Codex 0.169.0 accepts as a finished turn with an answer.
function turnEvents(id: string): { type: string }[] {
  const message = { id: `msg_${id}`, type: "message", role: "assistant" };
  const content = [{ type: "output_text", text: ANSWER, annotations: [] }];
  const usage = {
    input_tokens: 11,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 5,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 16,
  };
  const events = [
    { type: "response.created", response: { id, status: "in_progress" } },
    {
      type: "response.output_item.added",
      output_index: 0,
      item: { ...message, status: "in_progress", content: [] },
    },
    {
      type: "response.output_item.done",
      output_index: 0,
      item: { ...message, status: "completed", content },
    },
    { type: "response.completed", response: { id, status: "completed", usage } },
  ];
  return events;
}

function serverSentEvent(event: { type: string }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
