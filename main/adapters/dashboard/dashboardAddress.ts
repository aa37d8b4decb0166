import { AppError } from "../../../app/errors.ts";

/**
 * The origin of a service's address: https, or http on this very machine.
 *
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export function dashboardOrigin(address: string): URL {
  const url = parseAddress(address);
  if (url === undefined || !isSafeAddress(url)) {
    // What stands before an @ may be a password.
    const shown = url?.host ? `${url.protocol}//${url.host}` : address.replace(/^.*@/s, "");
    throw new AppError("DASHBOARD_ADDRESS_REFUSED", { address: shown.slice(0, 100) });
  }
  return new URL(url.origin);
}

/** Whether nobody on the way can read along, and the address hides no name and password. */
export function isSafeAddress(url: URL): boolean {
  if (url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

/** Whether an address is one of the service's own. */
export function isWithin(origin: URL, address: string): boolean {
  const url = parseAddress(address);
  return url !== undefined && isSafeAddress(url) && url.origin === origin.origin;
}

function parseAddress(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** The names that never leave the machine. `URL` has brought every spelling of an address into this form. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
