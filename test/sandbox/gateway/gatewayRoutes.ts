import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { debit } from "../balances/balanceLedger.ts";
import { money } from "../pages/money.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import { type Balance, serviceSchema } from "../sandboxState.ts";
import { sendError } from "../sendError.ts";
import { admitTurn, balanceOfToken, type GatewayRefusal } from "./admitTurn.ts";
import { gatewayModels, turnCost } from "./turnCost.ts";
import {
  completedResponse,
  newResponseId,
  serverSentEvent,
  type TurnAnswer,
  turnEvents,
} from "./turnEvents.ts";
import { createTurnRate } from "./turnRate.ts";

const pathSchema = z.object({ service: serviceSchema });
const turnSchema = z.object({
  model: z.string().min(1),
  stream: z.boolean().optional(),
  input: z.union([z.string(), z.array(z.unknown())]),
});

/** A long chat with pictures in it is several megabytes. */
const turnBodyLimit = 32 * 1024 * 1024;

/** The Codex gateway: `/<service>/v1/…`, paid from the balance of the presented proxy token. */
export function gatewayRoutes(app: FastifyInstance, context: SandboxContext): void {
  const rate = createTurnRate();

  const identify = (request: FastifyRequest): Balance | GatewayRefusal | undefined => {
    const path = pathSchema.safeParse(request.params);
    if (!path.success) return undefined;
    return balanceOfToken(context, path.data.service, request.headers.authorization);
  };

  app.get("/:service/v1/models", (request, reply) => {
    const found = identify(request);
    if (found === undefined) return reply.callNotFound();
    if ("status" in found) return refuse(reply, found);
    const data = gatewayModels.map((id) => ({ id, object: "model", owned_by: "photonmark" }));
    // "models" is what Codex reads, "data" what the public API answers.
    return reply.send({ object: "list", data, models: [] });
  });

  // codex doctor 0.169.0 probes the path this way, without the token.
  app.head("/:service/v1/responses", (request, reply) => {
    const found = identify(request);
    if (found === undefined) return reply.callNotFound();
    return reply.code("status" in found ? found.status : 405).send();
  });

  app.post("/:service/v1/responses", { bodyLimit: turnBodyLimit }, (request, reply) => {
    const found = identify(request);
    if (found === undefined) return reply.callNotFound();
    const turn = turnSchema.safeParse(request.body);
    const model = turn.success ? turn.data.model : "";
    const note = (status: number, charged: number) =>
      context.turns.push({
        at: context.now().toISOString(),
        service: pathSchema.parse(request.params).service,
        providerId: "status" in found ? undefined : found.providerId,
        model,
        status,
        charged,
      });
    if ("status" in found) {
      note(found.status, 0);
      return refuse(reply, found);
    }
    if (!turn.success) {
      note(400, 0);
      return sendError(reply, 400, "invalid_request", z.prettifyError(turn.error));
    }
    const refusal = admitTurn(context, found, rate);
    if (refusal) {
      note(refusal.status, 0);
      return refuse(reply, refusal);
    }
    const input = Buffer.byteLength(JSON.stringify(request.body));
    const { answer, charged } = takeTurn(context, found, model, input);
    note(200, charged);
    if (turn.data.stream !== true) return reply.send(completedResponse(answer));
    return reply
      .type("text/event-stream")
      .header("cache-control", "no-cache")
      .send(Readable.from(streamed(answer, context.settings.pieceDelayMs)));
  });
}

function takeTurn(context: SandboxContext, balance: Balance, model: string, input: number) {
  const before = balance.remaining;
  const greeting = `Hello from the PhotonMark sandbox. This turn was paid by ${balance.providerId}`;
  const consumption = turnCost(balance, model, { input, output: greeting.length });
  const now = context.now();
  const charged = debit(context.state, balance, consumption, now);
  const left = `${money(balance.currency, before)} before, ${money(balance.currency, balance.remaining)} left`;
  const answer: TurnAnswer = {
    id: newResponseId(),
    model,
    createdAt: Math.floor(now.getTime() / 1000),
    text: balance.chargedBy === "period" ? `${greeting}.` : `${greeting}: ${left}.`,
    consumption,
  };
  return { answer, charged };
}

async function* streamed(answer: TurnAnswer, pieceDelayMs: number) {
  for (const [number, event] of turnEvents(answer).entries()) {
    if (pieceDelayMs > 0) await pause(pieceDelayMs);
    yield serverSentEvent(event, number);
  }
}

function refuse(reply: FastifyReply, refusal: GatewayRefusal): FastifyReply {
  if (refusal.retryAfterSeconds !== undefined)
    reply.header("retry-after", String(refusal.retryAfterSeconds));
  if (refusal.status === 401) reply.header("www-authenticate", 'Bearer realm="PhotonMark Codex"');
  return sendError(reply, refusal.status, refusal.code, refusal.message);
}
