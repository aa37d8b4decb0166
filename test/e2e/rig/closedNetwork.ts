/**
 * Variables that keep a program on this machine: every proxied request meets a dead port at once,
 * only 127.0.0.1 is reached directly. Without them Codex 0.169.0 waits 5 s for its update checks.
 */
export const CLOSED_NETWORK: Readonly<Record<string, string>> = {
  HTTP_PROXY: "http://127.0.0.1:9",
  HTTPS_PROXY: "http://127.0.0.1:9",
  ALL_PROXY: "http://127.0.0.1:9",
  NO_PROXY: "127.0.0.1",
};
