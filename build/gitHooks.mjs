import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { say } from "./script.mjs";

const folder = "build/hooks";

/**
 * Has git run the hooks in build/hooks, and says so, where a person has not decided on hooks yet: neither by git's
 * setting nor by a hook in .git/hooks. Does nothing on a build machine and outside a clone.
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function setGitHooks({ root = projectRoot, env = process.env } = {}) {
  if (env.CI || !existsSync(join(root, ".git"))) return;
  /** @param {string[]} args */
  const git = (...args) => run("git", args, { cwd: root, env, output: "capture" });
  const isUnset = 1;
  if ((await git("config", "--get", "core.hooksPath")).code !== isUnset) return;
  const { code, stdout } = await git("rev-parse", "--git-path", "hooks/pre-commit");
  if (code !== 0 || existsSync(join(root, stdout.trim()))) return;
  if ((await git("config", "core.hooksPath", folder)).code !== 0) return;
  say(
    `Commits are checked with Biome from now on (git config core.hooksPath ${folder}). To undo: git config core.hooksPath .git/hooks`,
  );
}
