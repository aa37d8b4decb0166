import { createHash, randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { SandboxContext } from "../sandboxContext.ts";
import type { Account } from "../sandboxState.ts";

/** The cookie that signs a browser in at the HTML pages. */
export const sessionCookie = "photonmark_session";

const lifetimeSeconds = 30 * 86_400;

/** Signs the browser in: remembers a session and sets its cookie. */
export function openPageSession(context: SandboxContext, reply: FastifyReply, accountId: string) {
  const id = randomBytes(32).toString("base64url");
  context.state.pageSessions.push({
    idHash: hashOf(id),
    accountId,
    expiresAt: new Date(context.now().getTime() + lifetimeSeconds * 1000).toISOString(),
  });
  reply.header("set-cookie", cookie(id, lifetimeSeconds));
}

/** Signs the browser out. */
export function closePageSession(
  context: SandboxContext,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const idHash = hashOf(presentedId(request));
  const { state } = context;
  state.pageSessions = state.pageSessions.filter((session) => session.idHash !== idHash);
  reply.header("set-cookie", cookie("", 0));
}

/** The account the request's cookie belongs to, unless the session is over. */
export function signedInAccount(
  context: SandboxContext,
  request: FastifyRequest,
): Account | undefined {
  const idHash = hashOf(presentedId(request));
  const session = context.state.pageSessions.find((one) => one.idHash === idHash);
  if (!session || Date.parse(session.expiresAt) <= context.now().getTime()) return undefined;
  return context.state.accounts.find(({ id }) => id === session.accountId);
}

function cookie(value: string, maxAgeSeconds: number): string {
  return `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}`;
}

function presentedId(request: FastifyRequest): string {
  const pairs = (request.headers.cookie ?? "").split(/;\s*/);
  const found = pairs.find((pair) => pair.startsWith(`${sessionCookie}=`));
  return found?.slice(sessionCookie.length + 1) ?? "";
}

function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
