import type { FastifyReply } from "fastify";

/** Sends the error body that desktop API, gateway and admin paths share. */
export function sendError(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
): FastifyReply {
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("application/json")
    .send({ error: { type, code, message } });
}
