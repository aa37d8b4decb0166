import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The Codex home: what the user asked for, else `CODEX_HOME` as it is, else `.codex` in the user's folder, on
 * every system. An empty value counts as none. Measured with Codex 0.169.0.
 */
export function homeFolder(env: NodeJS.ProcessEnv, option?: string): string {
  return option || env.CODEX_HOME || join(homedir(), ".codex");
}
