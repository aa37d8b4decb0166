import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { judge } from "../../app/codex/providerCheck.ts";
import { type ProviderRequest, providerRequest } from "../../app/provider/providerRequest.ts";
import {
  askProvider,
  type ProviderGatewayOptions,
} from "../../main/adapters/provider/askProvider.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const token = "pmx-sentinel-asked";

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function answering(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createServer(answer))}/v1`;
}

/** An https server whose certificate nobody has signed but itself. */
function selfSigned(): Promise<number> {
  const read = (name: string) => readFileSync(join(import.meta.dirname, "../fixtures/tls", name));
  const identity = { key: read("selfSigned.key.pem"), cert: read("selfSigned.pem") };
  const server = createTlsServer(identity, (_, response) => void response.end("{}"));
  return listening(server as unknown as Server);
}

function requestTo(
  baseUrl: string,
  table: Readonly<Record<string, unknown>> = {},
): ProviderRequest {
  const request = providerRequest({
    base_url: baseUrl,
    experimental_bearer_token: token,
    ...table,
  });
  if (typeof request === "string") throw new Error(request);
  return request;
}

async function ask(
  request: ProviderRequest,
  options: Partial<ProviderGatewayOptions> = {},
  home = "/nonexistent",
) {
  const answer = await askProvider({ env: {}, ...options }, request, home);
  expect(JSON.stringify(answer)).not.toContain("sentinel");
  return { answer, ...judge(answer, request.url) };
}

async function sandboxWithKey(): Promise<{ sandbox: Sandbox; request: ProviderRequest }> {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.stop());
  const { balances } = (await sandbox.admin("GET", "/balances")) as {
    balances: readonly { service: string; proxyToken: string }[];
  };
  const key = balances.find(({ service }) => service === "pay")?.proxyToken;
  const request = requestTo(`${sandbox.origin}/pay/v1`, { experimental_bearer_token: key });
  return { sandbox, request };
}

describe("the sandbox's gateway", () => {
  test("takes a right key, and says how long that took", async () => {
    const { request } = await sandboxWithKey();
    const { verdict, latencyMs } = await ask(request);
    expect(verdict).toBe("works");
    expect(latencyMs).toBeGreaterThanOrEqual(0);
  });

  test("refuses a wrong key, and none", async () => {
    const { sandbox } = await sandboxWithKey();
    expect((await ask(requestTo(`${sandbox.origin}/pay/v1`))).verdict).toBe("keyRefused");
    const without = requestTo(`${sandbox.origin}/pay/v1`, { experimental_bearer_token: "" });
    expect((await ask(without)).verdict).toBe("keyRefused");
  });

  test.each([
    [{ kind: "status", status: 402 }, "noMoney"],
    [{ kind: "status", status: 403 }, "keyRefused"],
    [{ kind: "status", status: 429, retryAfterSeconds: 5 }, "rateLimited"],
    [{ kind: "status", status: 503 }, "serverTrouble"],
    [{ kind: "status", status: 404 }, "notFound"],
    [{ kind: "notJson" }, "unexpected"],
    [{ kind: "redirect", location: "https://elsewhere.example/" }, "unexpected"],
    [{ kind: "reset" }, "unreachable"],
    [{ kind: "truncated" }, "unreachable"],
    [{ kind: "huge", megabytes: 3 }, "unexpected"],
  ])("broken with %j is told as %s", async (fault, verdict) => {
    const { sandbox, request } = await sandboxWithKey();
    await sandbox.admin("POST", "/faults", { target: "models", ...fault });
    expect((await ask(request)).verdict).toBe(verdict);
  });

  test("that never answers is given up, whether before or within its answer", async () => {
    const { sandbox, request } = await sandboxWithKey();
    await sandbox.admin("POST", "/faults", { target: "models", kind: "hang" });
    expect((await ask(request, { limitMs: 300 })).verdict).toBe("timedOut");
    const stuck = await answering((_, response) => void response.write("{"));
    expect((await ask(requestTo(stuck), { limitMs: 300 })).verdict).toBe("timedOut");
  });

  test("that takes its time is waited for, and the time is told", async () => {
    const { sandbox, request } = await sandboxWithKey();
    await sandbox.admin("POST", "/faults", { target: "models", kind: "delay", ms: 400 });
    const { verdict, latencyMs } = await ask(request);
    expect(verdict).toBe("works");
    expect(latencyMs).toBeGreaterThanOrEqual(390);
  });

  test("is found whether or not its address ends with a slash", async () => {
    const { sandbox, request } = await sandboxWithKey();
    const authorization = request.headers.authorization ?? "";
    const key = { experimental_bearer_token: authorization.replace("Bearer ", "") };
    for (const slashes of ["/", "//"])
      expect((await ask(requestTo(`${sandbox.origin}/pay/v1${slashes}`, key))).verdict).toBe(
        "works",
      );
  });

  test("takes the key from a header of the table, too", async () => {
    const { sandbox, request } = await sandboxWithKey();
    const { authorization = "" } = request.headers;
    const table = { experimental_bearer_token: "", http_headers: { Authorization: authorization } };
    expect((await ask(requestTo(`${sandbox.origin}/pay/v1`, table))).verdict).toBe("works");
  });

  test("is not found without /v1", async () => {
    const { sandbox } = await sandboxWithKey();
    expect((await ask(requestTo(`${sandbox.origin}/pay`))).verdict).toBe("lacksV1");
  });
});

describe("asking", () => {
  test("sends what the table says and nothing more", async () => {
    const seen: unknown[] = [];
    const baseUrl = await answering(({ method, url, headers }, response) => {
      seen.push({ method, url, headers });
      response.end("[]");
    });
    const table = { query_params: { v: "1" }, http_headers: { "X-Team": "shop" } };
    expect((await ask(requestTo(baseUrl, table))).verdict).toBe("works");
    expect(seen).toEqual([
      {
        method: "GET",
        url: "/v1/models?v=1",
        headers: {
          accept: "application/json",
          "x-team": "shop",
          authorization: `Bearer ${token}`,
          host: expect.any(String),
          connection: expect.any(String),
        },
      },
    ]);
  });

  test("follows no redirect, so that the key goes to nobody else", async () => {
    const visitors: unknown[] = [];
    const other = await answering(({ headers }) => void visitors.push(headers));
    const first = await answering((_, response) => {
      response.writeHead(307, { location: `${other}/models` }).end();
    });
    expect((await ask(requestTo(first))).verdict).toBe("unexpected");
    expect(visitors).toEqual([]);
  });

  test("takes the key from the environment, else from .env in the home, else names the variable", async () => {
    const keys: unknown[] = [];
    const baseUrl = await answering(({ headers }, response) => {
      keys.push(headers.authorization);
      response.end("{}");
    });
    const request = requestTo(baseUrl, { env_key: "PM_TOKEN" });
    await ask(request, { env: { PM_TOKEN: "from-environment" } });
    const home = temporaryFolder();
    writeFileSync(join(home, ".env"), "# mine\nPM_TOKEN='from-file'\n");
    await ask(request, {}, home);
    expect(keys).toEqual(["Bearer from-environment", "Bearer from-file"]);
    expect(await ask(request)).toMatchObject({ verdict: "variableMissing", reason: "PM_TOKEN" });
    const broken = { env: { PM_TOKEN: "a\r\nX: y" } };
    expect((await ask(request, broken)).verdict).toBe("variableMissing");
    expect(keys).toHaveLength(2);
  });

  test("says that nobody is there", async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const gone = requestTo(`http://127.0.0.1:${port}/v1`);
    expect(await ask(gone)).toMatchObject({ verdict: "unreachable", reason: "ECONNREFUSED" });
  });

  test("sends no key to a server whose certificate is not trusted, or that speaks no TLS", async () => {
    const request = requestTo(`https://localhost:${await selfSigned()}/v1`);
    const { verdict, reason } = await ask(request);
    expect(verdict).toBe("untrusted");
    expect(reason).toMatch(/SELF_SIGNED/);
    const seen: string[] = [];
    const plain = createServer((incoming, response) => {
      seen.push(incoming.url ?? "");
      response.end("{}");
    });
    const port = await listening(plain);
    expect((await ask(requestTo(`https://127.0.0.1:${port}/v1`))).verdict).toBe("untrusted");
    expect(seen).toEqual([]);
  });
});

describe("a proxy", () => {
  /** A proxy that lets tunnels through, or answers them with a status. */
  async function proxyWith(status: number): Promise<{ address: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((_, response) => response.writeHead(500).end());
    server.on("connect", ({ url = "" }, socket: Socket) => {
      asked.push(url);
      socket.on("error", () => undefined);
      if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const { hostname, port } = new URL(`http://${url}`);
      const tunnel = connect(Number(port), hostname, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        tunnel.pipe(socket).pipe(tunnel);
      });
      tunnel.on("error", () => socket.destroy());
      return undefined;
    });
    return { address: `http://127.0.0.1:${await listening(server)}`, asked };
  }

  test("named by HTTPS_PROXY is used for https", async () => {
    const { address, asked } = await proxyWith(200);
    const port = await selfSigned();
    const request = requestTo(`https://localhost:${port}/v1`);
    const { verdict, reason } = await ask(request, { env: { HTTPS_PROXY: address } });
    expect([verdict, reason]).toEqual(["untrusted", expect.stringMatching(/SELF_SIGNED/)]);
    expect(asked).toEqual([`localhost:${port}`]);
    await ask(request, { env: { HTTPS_PROXY: address, NO_PROXY: "localhost" } });
    expect(asked).toHaveLength(1);
  });

  test("is never given what goes to this machine in the clear", async () => {
    const { address, asked } = await proxyWith(200);
    const baseUrl = await answering((_, response) => void response.end("{}"));
    const env = { HTTPS_PROXY: address, HTTP_PROXY: address, ALL_PROXY: address };
    expect((await ask(requestTo(baseUrl), { env })).verdict).toBe("works");
    expect(asked).toEqual([]);
  });

  test.each([403, 407, 502])("that answers %i is named as the trouble", async (status) => {
    const { address } = await proxyWith(status);
    const request = requestTo("https://nowhere.example/v1");
    const found = await ask(request, { env: { HTTPS_PROXY: address } });
    expect(found).toMatchObject({ verdict: "proxyTrouble", reason: `HTTP ${status}` });
  });

  test.each(["http://127.0.0.1:1", "socks5://127.0.0.1:1", "http://%", "nonsense://x"])(
    "at %s is named as the trouble",
    async (address) => {
      const request = requestTo("https://nowhere.example/v1");
      const found = await ask(request, { env: { HTTPS_PROXY: address } });
      expect(found.verdict).toBe("proxyTrouble");
    },
  );

  test("that only the system knows is told, since Codex may not know it", async () => {
    const request = requestTo("https://127.0.0.1:1/v1");
    const asked: string[] = [];
    const hasSystemProxy = async (url: string) => {
      asked.push(url);
      return true;
    };
    expect((await ask(request, { hasSystemProxy })).verdict).toBe("proxyNeeded");
    expect(asked).toEqual(["https://127.0.0.1:1/v1/models"]);
    expect((await ask(request, { hasSystemProxy: async () => false })).verdict).toBe("unreachable");
  });
});
