import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../sandboxContext.ts";
import { sendError } from "../sendError.ts";
import { type Fault, faultTarget } from "./fault.ts";

const proxyPage = "<!doctype html><title>Sign in to the network</title><p>Please sign in.</p>\n";

/** Lets requests run into the faults that the admin API has set up. */
export function faultHooks(app: FastifyInstance, context: SandboxContext): void {
  const spoiled = new WeakMap<FastifyRequest, Fault>();

  app.addHook("onRequest", async (request, reply) => {
    const target = faultTarget(request.method, request.url);
    const fault = context.faults.take(target);
    if (fault === undefined) return undefined;
    if (fault.kind === "delay") {
      await pause(fault.ms);
      return undefined;
    }
    const isAnswer = fault.kind === "truncated" || fault.kind === "wrongTypes";
    // The OAuth library writes its answers past the hooks below.
    if (isAnswer && request.url.startsWith("/oauth/")) return sendSpoiledToken(reply, fault);
    if (!isAnswer) return sendFault(reply, fault);
    spoiled.set(request, fault);
    return undefined;
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const kind = spoiled.get(request)?.kind;
    if (kind === undefined) return payload;
    if (kind === "truncated") return truncated(reply, payload);
    return typeof payload === "string" ? swapTypes(payload) : payload;
  });
}

function sendFault(reply: FastifyReply, fault: Fault): FastifyReply {
  switch (fault.kind) {
    case "status":
      if (fault.retryAfterSeconds !== undefined)
        reply.header("retry-after", String(fault.retryAfterSeconds));
      return sendError(reply, fault.status, "fault", "The service failed. Try again later.");
    case "notJson":
      return reply.type("text/html").send(proxyPage);
    case "huge":
      return reply.type("application/json").send(Readable.from(hugeJson(fault.megabytes)));
    case "redirect":
      return reply.redirect(fault.location, 302);
    case "hang":
      return reply.hijack();
    default:
      reply.hijack();
      reply.raw.destroy();
      return reply;
  }
}

function sendSpoiledToken(reply: FastifyReply, fault: Fault): FastifyReply {
  const body = JSON.stringify({ access_token: "spoiled", token_type: "Bearer", expires_in: 60 });
  reply.header("cache-control", "no-store").type("application/json");
  return reply.send(fault.kind === "truncated" ? truncated(reply, body) : swapTypes(body));
}

function truncated(reply: FastifyReply, payload: unknown): Readable {
  const whole = typeof payload === "string" ? payload : undefined;
  if (whole !== undefined) reply.header("content-length", Buffer.byteLength(whole));
  const pieces = whole === undefined ? payload : [whole.slice(0, Math.floor(whole.length / 2))];
  return Readable.from(cutShort(pieces as AsyncIterable<string> | readonly string[]));
}

async function* cutShort(pieces: AsyncIterable<string> | readonly string[]) {
  for await (const piece of pieces) {
    yield piece;
    // The piece has to leave before the connection goes, or the caller sees a plain reset.
    await pause(10);
    throw new Error("cut short by a fault of the sandbox");
  }
}

function* hugeJson(megabytes: number) {
  yield '{"padding":"';
  const piece = "x".repeat(1024 * 1024);
  for (let sent = 0; sent < megabytes; sent += 1) yield piece;
  yield '"}';
}

function swapTypes(text: string): string {
  const swap = (value: unknown): unknown => {
    if (typeof value === "number") return String(value);
    if (typeof value === "string") return value.length;
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
  };
  return JSON.stringify(swap(JSON.parse(text)));
}
