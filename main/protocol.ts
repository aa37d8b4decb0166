import { randomBytes } from "node:crypto";
import { extname, resolve, sep } from "node:path";
import { app, protocol } from "electron";
import { readAsset } from "./adapters/fileAssets.ts";
import { appOrigin, contentSecurityPolicy } from "./security.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Makes `app:` a standard, secure scheme; must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer, and nothing outside its folder, under {@link appOrigin}. The page has the words that its
 * frame is painted with, by their names, so that there is something to read before any script has run. Does nothing
 * when it is served already; called with the first window, as it brings 9 MB into a program that sits in the tray.
 */
export function serveRenderer(
  root: string,
  getWords: () => Readonly<Record<string, string>>,
): void {
  if (protocol.isProtocolHandled("app")) return;
  const fill = (page: Uint8Array, nonce: string) =>
    withWords(new TextDecoder().decode(page), { CSP_NONCE: nonce, ...getWords() });
  protocol.handle("app", async (request) => {
    // `npm run dev`. DEV is false in every build, so that a built program does not even know how to ask another server
    // for its pages.
    if (import.meta.env.DEV && !app.isPackaged && process.env.ELECTRON_RENDERER_URL) {
      const { answerInDevelopment } = await import("./adapters/devServer.ts");
      return answerInDevelopment(process.env.ELECTRON_RENDERER_URL, request, fill);
    }
    const file = assetPath(root, request.url);
    const type = file && mediaTypes[extname(file)];
    const bytes = type && request.method === "GET" ? await readAsset(file) : undefined;
    if (!type || !bytes) return new Response("Not found", { status: 404 });
    const nonce = randomBytes(16).toString("base64");
    const body = type.startsWith("text/html") ? fill(bytes, nonce) : new Uint8Array(bytes);
    return new Response(body, {
      headers: {
        "content-type": type,
        "content-security-policy": contentSecurityPolicy(nonce),
        "x-content-type-options": "nosniff",
      },
    });
  });
}

/** A page with its `__NAMES__` filled in; one that stands for nothing is left empty. */
export function withWords(page: string, words: Readonly<Record<string, string>>): string {
  return page.replace(/__([A-Z_]+?)__/g, (_, name: string) =>
    (words[name] ?? "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  );
}

/** The file an address stands for, or undefined when it is not inside `root`. */
export function assetPath(root: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (`${url.protocol}//${url.host}` !== appOrigin) return undefined;
  let pathname: string;
  try {
    pathname = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (pathname.includes("\0") || pathname.includes("\\")) return undefined;
  const file = resolve(root, `.${pathname}`);
  return file.startsWith(root + sep) ? file : undefined;
}
