import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { type SandboxState, sandboxStateSchema } from "./sandboxState.ts";

/** Keeps the state in one JSON file. */
export interface StateFile {
  /** Undefined when there is no file yet. @throws ZodError, SyntaxError for a file that is not ours */
  load(): SandboxState | undefined;
  /** Writes when something changed since the last time. */
  save(state: SandboxState): void;
}

/** Opens the file at `path`, or a memory that forgets when there is none. */
export function openStateFile(path: string | undefined): StateFile {
  if (path === undefined) return { load: () => undefined, save: () => undefined };
  let saved = "";
  return {
    load() {
      if (!existsSync(path)) return undefined;
      saved = readFileSync(path, "utf8");
      return sandboxStateSchema.parse(JSON.parse(saved));
    },
    save(state) {
      const text = `${JSON.stringify(state, null, 2)}\n`;
      if (text === saved) return;
      // Renamed into place, so that an interrupted run leaves a file that can be read.
      writeFileSync(`${path}.new`, text, { mode: 0o600 });
      renameSync(`${path}.new`, path);
      saved = text;
    },
  };
}
