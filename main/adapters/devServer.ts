import { randomBytes } from "node:crypto";
import { contentSecurityPolicy } from "../security.ts";

/**
 * Answers the window with what the server of `npm run dev` has for the address.
 *
 * @param server - its address
 * @param fill - puts the nonce and the words into a page
 */
export async function answerInDevelopment(
  server: string,
  request: Request,
  fill: (page: Uint8Array, nonce: string) => string,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // Tells the server whether a style sheet is wanted as such or as a module.
  const accept = request.headers.get("accept") ?? "*/*";
  const answer = await fetch(new URL(pathname + search, server), { headers: { accept } });
  const type = answer.headers.get("content-type") ?? "application/octet-stream";
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const nonce = randomBytes(16).toString("base64");
  return new Response(type.startsWith("text/html") ? fill(bytes, nonce) : bytes, {
    status: answer.status,
    headers: {
      "content-type": type,
      "content-security-policy": developmentPolicy(server, nonce),
      "cache-control": "no-store",
    },
  });
}

/** {@link contentSecurityPolicy} that also lets in what the server puts into the page, and its news of changes. */
function developmentPolicy(server: string, nonce: string): string {
  return contentSecurityPolicy(nonce)
    .replace("script-src 'self'", `script-src 'self' 'nonce-${nonce}'`)
    .replace("connect-src 'none'", `connect-src ws://${new URL(server).host}`);
}
