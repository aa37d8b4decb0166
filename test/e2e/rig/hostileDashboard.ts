import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { patience } from "../../support/patience.ts";
import { withDeadline } from "./withDeadline.ts";

/** A dashboard that tries what it must not, and another site that it tries to reach. */
export interface HostileDashboard {
  readonly origin: string;
  /** Resolves when the page has had time for what it was last told to do by its function `go`. */
  settled(): Promise<void>;
  /** What was asked of the other site. */
  strangerVisits(): readonly string[];
  stop(): Promise<void>;
}

const megabyte = 1024 * 1024;

const script = (stranger: string) => `
const ways = {
  link() { anchor("${stranger}/link").click(); },
  form() { form("get", "${stranger}/form").submit(); },
  script() { location.href = "${stranger}/script"; },
  redirect() { location.href = "/away"; },
  "redirecting form"() { form("post", "/away").submit(); },
  "new tab"() { const a = anchor("${stranger}/tab"); a.target = "_blank"; a.click(); open("${stranger}/open"); },
  program() { download("/files/setup.exe"); },
  "huge script"() { download("/files/huge.sh"); },
  "endless script"() { download("/files/endless.sh"); },
  "empty script"() { download("/files/empty.sh"); },
  "script made by the page"() {
    const block = ['model_provider = "photonmark-codex-made"', "[model_providers.photonmark-codex-made]",
      'name = "Made"', 'base_url = "https://codex.example.test/v1"', ""].join("\\n");
    download(URL.createObjectURL(new Blob([block])), "made.toml");
  },
};
function anchor(href) { const a = document.createElement("a"); a.href = href; document.body.append(a); return a; }
function form(method, action) {
  const made = Object.assign(document.createElement("form"), { method, action });
  document.body.append(made);
  return made;
}
function download(href, name = "") { const a = anchor(href); a.download = name; a.click(); }
function go(way) { ways[way](); setTimeout(() => fetch("/settled"), 300); }
addEventListener("beforeunload", (event) => event.preventDefault());
`;

/** Starts both sites, on 127.0.0.1. */
export async function startHostileDashboard(): Promise<HostileDashboard> {
  const visits: string[] = [];
  const stranger = await listen((request, response) => {
    visits.push(request.url ?? "");
    response.end("caught");
  });
  let settle: () => void = () => undefined;
  const server = await listen((request, response) => {
    const path = request.url ?? "";
    if (path === "/settled") settle();
    if (path === "/away") {
      response.writeHead(302, { location: `${originOf(stranger)}/redirect` }).end();
    } else if (path.startsWith("/files/")) {
      response.setHeader("content-type", "application/octet-stream");
      response.setHeader("content-disposition", `attachment; filename="${path.slice(7)}"`);
      if (path.endsWith("huge.sh")) response.end(Buffer.alloc(2 * megabyte, "#"));
      else if (path.endsWith("endless.sh")) goOn(response);
      else response.end("#!/bin/sh\n");
    } else {
      response.setHeader("content-type", "text/html");
      response.end(
        `<!doctype html><title>Your bank</title><h1>A hostile dashboard</h1><script>${script(originOf(stranger))}</script>`,
      );
    }
  });
  return {
    origin: originOf(server),
    settled() {
      const done = new Promise<void>((resolve) => {
        settle = resolve;
      });
      return withDeadline(done, patience(), "a sign of life of the page");
    },
    strangerVisits: () => visits,
    async stop() {
      for (const one of [server, stranger]) {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    },
  };
}

/** An answer without a length and without an end, as fast as it is read. */
function goOn(response: Parameters<RequestListener>[1]): void {
  const piece = Buffer.alloc(64 * 1024, "#");
  const more = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on("drain", more);
  more();
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
