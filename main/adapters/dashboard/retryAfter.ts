const DEFAULT_SECONDS = 60;

/** A service that asks for more is asked again anyway. */
const MAX_SECONDS = 3600;

/** How long a busy service wants to be left alone, in whole seconds from 1 to 3600. */
export function retryAfterSeconds(headers: Headers): number {
  const text = headers.get("retry-after")?.trim() ?? "";
  // A date is compared with the service's own: the local clock may be wrong.
  const seconds = /^\d{1,9}$/.test(text)
    ? Number(text)
    : (Date.parse(text) - Date.parse(headers.get("date") ?? "")) / 1000;
  if (Number.isNaN(seconds)) return DEFAULT_SECONDS;
  return Math.min(MAX_SECONDS, Math.max(1, Math.ceil(seconds)));
}
