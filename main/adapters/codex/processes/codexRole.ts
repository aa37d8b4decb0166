/** What a Codex program was started to be. */
export type CodexRole = "terminal" | "task" | "appServer" | "daemon";

/** Options that take the next argument as their value (from the help of Codex 0.169.0). */
const valueOptions: ReadonlySet<string> = new Set([
  "-c",
  "--config",
  "--enable",
  "--disable",
  "--remote",
  "--remote-auth-token-env",
  "-i",
  "--image",
  "-m",
  "--model",
  "--local-provider",
  "-p",
  "--profile",
  "-s",
  "--sandbox",
  "-C",
  "--cd",
  "--add-dir",
  "-a",
  "--ask-for-approval",
]);

/** Subcommands that hold a chat, with what they are. */
const roles: ReadonlyMap<string, CodexRole> = new Map([
  ["agents", "terminal"],
  ["resume", "terminal"],
  ["fork", "terminal"],
  ["exec", "task"],
  ["e", "task"],
  ["review", "task"],
  ["app-server", "appServer"],
  ["mcp-server", "appServer"],
]);

/** Subcommands that end by themselves and hold no chat (from the help of Codex 0.169.0). */
const passing: ReadonlySet<string> = new Set([
  ...["login", "logout", "mcp", "plugin", "remote-control", "completion", "update", "doctor"],
  ...["sandbox", "debug", "apply", "a", "queue", "archive", "delete", "migrate-rollouts"],
  ...["migrate-nfs-db", "unarchive", "cloud", "exec-server", "features", "help"],
]);

/** What asks the app-server a question instead of starting it. */
const questions = /^(?:--print-startup-config|proxy|generate-.*|help|--help|-h)$/;

/**
 * What the arguments of a Codex, without its own name, make it; undefined for what holds no chat. A prompt is an
 * argument too, so only the first one that is no option counts.
 */
export function codexRole(args: readonly string[]): CodexRole | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    if (/^(?:-h|--help|-V|--version)$/.test(argument)) return undefined;
    if (valueOptions.has(argument)) index += 1;
    else if (!argument.startsWith("-")) return roleOf(argument, args.slice(index + 1));
  }
  return "terminal";
}

function roleOf(subcommand: string, rest: readonly string[]): CodexRole | undefined {
  if (passing.has(subcommand)) return undefined;
  const role = roles.get(subcommand) ?? "terminal";
  if (role !== "appServer") return role;
  // `app-server daemon …` only looks after the server that `--managed-daemon` marks (measured with Codex 0.169.0).
  if (rest.includes("--managed-daemon")) return "daemon";
  return rest.some((argument) => questions.test(argument)) || rest[0] === "daemon"
    ? undefined
    : "appServer";
}
