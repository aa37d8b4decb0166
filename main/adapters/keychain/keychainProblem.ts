import type { Keeping } from "../../../app/account/session.ts";

type Problem = Extract<Keeping, { place: "memory" }>["reason"];

/** The systems give no codes, only messages; measured with gnome-keyring 46, and macOS's Security framework's texts. */
const signs: readonly (readonly [Problem, RegExp])[] = [
  ["locked", /\blocked\b|interaction is not allowed|dismissed/i],
  [
    "missing",
    // No library or no binary for this machine; no bus; no service on it; no keyring in it; no logon session (Windows).
    /native addon|shared object|autolaunch|could not connect|not provided by|serviceunknown|does not exist at path|could not be found|logon session/i,
  ],
];

/** Why the keychain did not do what it was asked, as far as its message tells; else it is taken as a refusal. */
export function keychainProblem(error: unknown): Problem {
  if (error instanceof Error && "code" in error && /MODULE_NOT_FOUND$/.test(String(error.code)))
    return "missing";
  const message = error instanceof Error ? error.message : "";
  return signs.find(([, sign]) => sign.test(message))?.[0] ?? "denied";
}
