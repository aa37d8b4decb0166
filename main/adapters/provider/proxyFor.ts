import { BlockList, isIP } from "node:net";

/**
 * The proxy that the environment sets for an address, as Codex's HTTP library reads it: `HTTPS_PROXY`, else
 * `ALL_PROXY`, except for what `NO_PROXY` names: hosts with all below them, addresses, networks, `*`.
 * Undefined: none.
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): string | undefined {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const proxy = either(env, `${url.protocol.slice(0, -1)}_proxy`) || either(env, "all_proxy");
  if (proxy === "" || isExempt(host, either(env, "no_proxy"))) return undefined;
  return proxy.includes("://") ? proxy : `http://${proxy}`;
}

function either(env: NodeJS.ProcessEnv, name: string): string {
  return (env[name] || env[name.toUpperCase()] || "").trim();
}

function isExempt(host: string, list: string): boolean {
  return list.split(",").some((given) => {
    const entry = given.trim().toLowerCase();
    if (entry === "") return false;
    if (entry === "*" || entry === host) return true;
    return isIP(host) > 0
      ? isInNetwork(host, entry)
      : host.endsWith(`.${entry.replace(/^\./, "")}`);
  });
}

function isInNetwork(address: string, entry: string): boolean {
  const [network = "", prefix = ""] = entry.split("/");
  const kind = isIP(network) === 6 ? "ipv6" : "ipv4";
  const bits = Number(prefix);
  if (isIP(network) === 0 || prefix === "" || !(bits >= 0 && bits <= (kind === "ipv6" ? 128 : 32)))
    return false;
  const list = new BlockList();
  list.addSubnet(network, bits, kind);
  return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
