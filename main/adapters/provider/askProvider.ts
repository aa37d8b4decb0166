import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { ProviderAnswer } from "../../../app/codex/providerCheck.ts";
import type { ProviderRequest } from "../../../app/provider/providerRequest.ts";
import { failureReason } from "../dashboard/failureReason.ts";
import { readRegularFile } from "../home/readRegularFile.ts";
import { proxyFor } from "./proxyFor.ts";

/** For the request with its whole answer, in milliseconds. */
const LIMIT_MS = 10_000;

/** Bytes. A list of models has some kilobytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** What {@link askProvider} needs of the machine. */
export interface ProviderGatewayOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Whether the system's own settings lead an address through a proxy, which Codex may not know. */
  readonly hasSystemProxy?: (url: string) => Promise<boolean>;
  /** Milliseconds instead of the usual 10 seconds. */
  readonly limitMs?: number;
}

type Failure = Extract<ProviderAnswer, { kind: "failed" }>;

/** Asks a provider for its models the way Codex would reach it; see the `ProviderGateway` port. */
export async function askProvider(
  { env, hasSystemProxy, limitMs = LIMIT_MS }: ProviderGatewayOptions,
  request: ProviderRequest,
  home: string,
): Promise<ProviderAnswer> {
  const headers = headersOf(request, { ...env, ...variablesOf(home) });
  if (typeof headers === "string") return { kind: "variableMissing", name: headers };
  const url = new URL(request.url);
  // What goes to this machine stays on it: it is not encrypted.
  const proxy = url.protocol === "https:" ? proxyFor(url, env) : undefined;
  const answer = await send(url, headers, proxy, limitMs);
  if (proxy !== undefined || answer.kind !== "failed" || answer.why === "untrusted") return answer;
  const isBehindProxy = url.protocol === "https:" && (await hasSystemProxy?.(url.href));
  return isBehindProxy ? { ...answer, why: "proxyNeeded" } : answer;
}

/** The headers with what their variables hold, or the name of a variable that the key needs and nobody has set. */
function headersOf(
  { headers, headerVariables, keyVariable }: ProviderRequest,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> | string {
  const complete: Record<string, string> = { accept: "application/json", ...headers };
  for (const [name, variable] of Object.entries(headerVariables)) {
    const value = env[variable];
    if (value !== undefined && isSendable(value)) complete[name] = value;
    else if (name === "authorization") return variable;
  }
  if (keyVariable === undefined) return complete;
  const key = env[keyVariable]?.trim();
  if (!key || !isSendable(key)) return keyVariable;
  return { ...complete, authorization: `Bearer ${key}` };
}

function isSendable(value: string): boolean {
  return /^[\t -~]*$/.test(value);
}

/** Codex reads variables from `.env` in its home, but not its own settings (measured with Codex 0.169.0). */
function variablesOf(home: string): NodeJS.ProcessEnv {
  try {
    const content = readRegularFile(join(home, ".env"), MAX_ANSWER_BYTES);
    if (content.kind !== "file") return {};
    const variables = Object.entries(parseEnv(content.bytes.toString("utf8")));
    return Object.fromEntries(variables.filter(([name]) => !/^CODEX_/i.test(name)));
  } catch {
    return {};
  }
}

function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  proxy: string | undefined,
  limitMs: number,
): Promise<ProviderAnswer> {
  if (proxy !== undefined && !isProxyAddress(proxy))
    return Promise.resolve(failed("proxyTrouble", "address"));
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const agent = proxy === undefined ? undefined : new HttpsProxyAgent(proxy);
    const options = { method: "GET", headers, ...(agent && { agent }) };
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options);
    let isThroughProxy = agent === undefined;
    const settle = (answer: ProviderAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      request.destroy();
      agent?.destroy();
    };
    const timer = setTimeout(() => settle(failed("timedOut", "timeout")), limitMs);
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      isThroughProxy = true;
      if (statusCode === 407) settle(failed("proxyTrouble", "HTTP 407"));
      else if (statusCode !== 200) settle(failed("proxyTrouble", `HTTP ${statusCode}`));
    });
    request.on("error", (error) => settle(whyNot(error, isThroughProxy)));
    request.on("response", async (response) => {
      try {
        const isJson = await hasJson(response);
        const status = response.statusCode ?? 0;
        const latencyMs = Math.round(performance.now() - startedAt);
        settle({ kind: "answered", status, isJson, latencyMs });
      } catch (error) {
        settle(whyNot(error, true));
      }
    });
    request.end();
  });
}

function isProxyAddress(proxy: string): boolean {
  return /^https?:\/\//i.test(proxy) && URL.canParse(proxy);
}

/** Reads no more than is needed to know; an answer without end is none that we know. */
async function hasJson(response: IncomingMessage): Promise<boolean> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_ANSWER_BYTES) return false;
    pieces.push(piece);
  }
  try {
    JSON.parse(Buffer.concat(pieces).toString("utf8"));
    return true;
  } catch {
    return false;
  }
}

const certificateTrouble =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|EPROTO$)/;

function whyNot(error: unknown, isThroughProxy: boolean): Failure {
  const reason = failureReason(error);
  if (!isThroughProxy) return failed("proxyTrouble", reason);
  return failed(certificateTrouble.test(reason) ? "untrusted" : "unreachable", reason);
}

function failed(why: Failure["why"], reason: string): Failure {
  return { kind: "failed", why, reason };
}
