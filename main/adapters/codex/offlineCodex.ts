import { readProviders } from "../../../app/config/providers.ts";
import { scan } from "../../../app/config/scan.ts";
import { readRegularFile } from "../home/readRegularFile.ts";

/** Nothing can listen on port 0, so that whatever goes to this proxy ends on this machine at once. */
const DEAD_END = "http://127.0.0.1:0";

const WEBSOCKETS_KEY = "supports_websockets";

/** Where an administrator may add providers (measured with Codex 0.169.0 on Linux). */
const SYSTEM_FILES = ["/etc/codex/config.toml", "/etc/codex/managed_config.toml"];

const MAX_SYSTEM_FILE_BYTES = 1024 * 1024;

/**
 * The environment for asking Codex about a home without letting it talk to anybody. The startup check of Codex
 * 0.169.0 makes no connection at all. Its doctor asks api.github.com for updates, the provider for `/models` and
 * `/responses` (without the token), and each MCP server with an address; all of that goes through the proxy.
 */
export function offlineEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const { NO_PROXY, no_proxy, RUST_LOG, ...kept } = env;
  const offline: NodeJS.ProcessEnv = { ...kept, CODEX_HOME: home };
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]) {
    offline[name] = DEAD_END;
    offline[name.toLowerCase()] = DEAD_END;
  }
  return offline;
}

/**
 * The arguments for asking the doctor of Codex, or undefined when it must not be asked. One of its checks goes
 * past every proxy: for a provider with WebSockets, Codex's own one among them, it looks up the name of the
 * host. So Codex's own provider gets an address without a name, and WebSockets are switched off for those of
 * the file. Where that cannot be said in an argument, or an administrator's file has WebSockets, nobody asks.
 */
export function doctorArguments(
  configText: string,
  systemFiles: readonly string[] = SYSTEM_FILES,
): readonly string[] | undefined {
  const args = ["doctor", "--json"];
  const set = (key: string, value: string) => args.push("-c", `${key}=${value}`);
  set("openai_base_url", `"${DEAD_END}/v1"`);
  // Not seen to matter on Linux; by its name it would go around the proxy elsewhere.
  set("features.system_proxy_fallback", "false");
  if (systemFiles.some((path) => textOf(path).includes("websockets"))) return undefined;
  if (!configText.includes("websockets")) return args;
  for (const { id, fields } of readProviders(scan(configText)).values()) {
    if (!fields.some(({ path }) => path[0] === WEBSOCKETS_KEY)) continue;
    if (!/^[\w-]+$/.test(id)) return undefined;
    set(`model_providers.${id}.${WEBSOCKETS_KEY}`, "false");
  }
  return args;
}

function textOf(path: string): string {
  try {
    const content = readRegularFile(path, MAX_SYSTEM_FILE_BYTES);
    return content.kind === "file" ? content.bytes.toString("utf8") : "";
  } catch {
    // What is closed to us is closed to Codex.
    return "";
  }
}
