import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Drift } from "../../../app/drift/drift.ts";
import { measureDrift } from "../../../app/drift/measureDrift.ts";
import { AppError, type ErrorCode } from "../../../app/errors.ts";
import type { HomeFiles } from "../../../app/homes/homeFiles.ts";
import type { Clock } from "../../../app/ports.ts";
import { createFileHomeFiles } from "../../../main/adapters/home/fileHomeFiles.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** A Codex home in a temporary folder. */
export interface TestHome {
  readonly home: string;
  readonly configPath: string;
  readonly backups: string;
  readonly files: HomeFiles;
  /** What went into the log. */
  readonly logged: readonly string[];
}

/** The moment at which {@link steppingClock} starts. */
export const START = Date.UTC(2026, 10, 22, 11, 32, 5, 123);

/** A clock that goes on by a second at each look, and does something first if asked to. */
export function steppingClock(onLook?: (look: number) => void): Pick<Clock, "now"> {
  let look = 0;
  return {
    now() {
      onLook?.(look);
      look += 1;
      return new Date(START + (look - 1) * 1000);
    },
  };
}

/** Makes a home with a config file, or with none. */
export function testHome(config: string | Buffer | undefined, clock = steppingClock()): TestHome {
  const home = join(temporaryFolder(), "home");
  mkdirSync(home, { mode: 0o700 });
  const configPath = join(home, "config.toml");
  if (config !== undefined) writeFileSync(configPath, config, { mode: 0o600 });
  return homeAt(home, clock);
}

/** The files of a home that may not exist. */
export function homeAt(home: string, clock = steppingClock()): TestHome {
  const logged: string[] = [];
  const log = { error: (message: string, error: unknown) => logged.push(`${message}: ${error}`) };
  return {
    home,
    configPath: join(home, "config.toml"),
    backups: join(home, "backups", "photonmark"),
    files: createFileHomeFiles({ home, clock, log }),
    logged,
  };
}

/** Expects a failure with a code and gives back the error. */
export async function expectFailure(action: Promise<unknown>, code: ErrorCode): Promise<AppError> {
  const error = await action.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).code).toBe(code);
  return error as AppError;
}

/** The names in a folder whose files are temporary, locks or otherwise not meant to stay. */
export function leftovers(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.tmp$|\.lock$/.test(name));
}

/** Reads a file as text. */
export function textOf(path: string): string {
  return readFileSync(path, "utf8");
}

/** What another program seems to have changed. */
export async function driftIn(files: HomeFiles): Promise<Drift["changes"]> {
  const { current, baseline } = await files.readBaseline();
  return baseline ? measureDrift(baseline, current.text ?? "", files.revisionOf).changes : [];
}
