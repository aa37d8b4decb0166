/**
 * The origin of a dashboard as the settings keep it; a missing `https://` is added. The main process checks the
 * address again before anything is sent.
 *
 * @returns undefined for what is not https, or http on this computer
 */
export function dashboardAddress(typed: string): string | undefined {
  const text = typed.trim();
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === "" || !URL.canParse(full)) return undefined;
  const { protocol, hostname, origin, username, password } = new URL(full);
  const isLocal = hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "localhost";
  const isSafe = protocol === "https:" || (protocol === "http:" && isLocal);
  return isSafe && username === "" && password === "" ? origin : undefined;
}
