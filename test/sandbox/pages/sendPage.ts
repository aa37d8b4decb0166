import type { FastifyReply } from "fastify";

// A form that signs in an app ends at the app's own loopback port, so that is where forms may lead.
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "form-action 'self' http://127.0.0.1:* http://[::1]:*",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Sends a page with the headers that belong to one. */
export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header("content-security-policy", contentSecurityPolicy)
    .header("cache-control", "no-store")
    .header("referrer-policy", "same-origin")
    .type("text/html; charset=utf-8")
    .send(page);
}
