import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCodexProgram } from "../../../main/adapters/lazyPorts.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** What a stand-in for Codex does, as shell commands, when it is asked for one thing or another. */
export interface CodexScript {
  readonly startup?: string;
  readonly doctor?: string;
  readonly version?: string;
}

/** How Codex answers when all is well. */
export const ACCEPTED = `echo '{"appServerVersion":"9.8.7","configRequirements":null}'`;

/** How its doctor names the provider it would use. */
export const doctorNames = (id: string) =>
  `echo '{"checks":{"config.load":{"details":{"model provider":"${id}"}}}}'; exit 1`;

/** A shell script in place of Codex, with a home to ask it about; it notes its arguments and environment. */
export function codexScript(script: CodexScript, config = 'model_provider = "pm"\n') {
  const root = temporaryFolder();
  const home = join(root, "home");
  mkdirSync(home);
  writeFileSync(join(home, "config.toml"), config);
  const path = join(root, "codex");
  const notes = join(root, "notes");
  writeFileSync(
    path,
    `#!/bin/sh
printf '%s\\n' "$@" >> ${notes}.args
env >> ${notes}.env
pwd >> ${notes}.folder
case "$1" in
  app-server) ${script.startup ?? ACCEPTED} ;;
  doctor) ${script.doctor ?? doctorNames("pm")} ;;
  --version) ${script.version ?? "echo codex-cli 9.8.7"} ;;
esac
`,
  );
  chmodSync(path, 0o755);
  const program = createCodexProgram({
    getCodexPath: () => path,
    env: {
      PATH: process.env.PATH,
      NO_PROXY: "*",
      no_proxy: "*",
      HTTPS_PROXY: "http://proxy.example",
    },
  });
  return {
    root,
    home,
    path,
    check: (asked = home) => program.check(asked),
    /** Lines it noted: its arguments, its environment or the folder it ran in. */
    noted(what: "args" | "env" | "folder"): string[] {
      const file = `${notes}.${what}`;
      return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    },
  };
}
