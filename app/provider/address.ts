import { AppError } from "../errors.ts";

/** Why nothing is sent to an address. */
export type AddressFault =
  /** No web address, or one with a user name or password in it. */
  | "malformed"
  /** Others on the way could read along. */
  | "insecure";

/**
 * Reads an address that something may be sent to: https to anywhere, or http to this machine. Every other module
 * asks here.
 */
export function readAddress(address: string): URL | AddressFault {
  if (!URL.canParse(address)) return "malformed";
  const url = new URL(address);
  // `localhost:8080/v1` is an address too, of the scheme `localhost`.
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    return "malformed";
  return url.protocol === "https:" || isThisMachine(url.hostname) ? url : "insecure";
}

/** Whether something may be sent to an address; see {@link readAddress}. */
export function isSafeAddress(address: string): boolean {
  return typeof readAddress(address) !== "string";
}

/** Whether a host, as `URL` gives it, is this machine: what is sent there goes over no network. */
export function isThisMachine(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

/** Whether something may be sent to an address, and it belongs to this origin. */
export function isWithin(origin: URL, address: string): boolean {
  const url = readAddress(address);
  return typeof url !== "string" && url.origin === origin.origin;
}

/**
 * The origin of a service's address.
 *
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export function dashboardOrigin(address: string): URL {
  const url = readAddress(address);
  if (typeof url !== "string") return new URL(url.origin);
  const { protocol, host } = URL.canParse(address) ? new URL(address) : { protocol: "", host: "" };
  // What stands before an @ may be a password.
  const shown = host === "" ? address.replace(/^.*@/s, "") : `${protocol}//${host}`;
  throw new AppError("DASHBOARD_ADDRESS_REFUSED", { address: shown.slice(0, 100) });
}

/** The origin of a dashboard as somebody types its address; a missing `https://` is added. Undefined: not a safe one. */
export function typedOrigin(typed: string): string | undefined {
  const text = typed.trim();
  const url = readAddress(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return typeof url === "string" ? undefined : url.origin;
}

/** A host, perhaps with a port and a path, and neither a query nor a fragment behind them. */
const baseUrl =
  /^https?:\/\/(?:\[[0-9a-f:.]+\]|(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*(?<!-))(?::\d{1,5})?(?:\/(?:(?![?#\\])[!-~])*)?$/i;

/** Whether an address is fit to be a provider's, to which Codex appends. */
export function isBaseUrl(address: string): boolean {
  return baseUrl.test(address) && isSafeAddress(address);
}
