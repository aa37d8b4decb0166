import { randomBytes } from "node:crypto";
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, release, version } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { DiagnosticsPort } from "../../../app/doctor/diagnosticsPort.ts";
import { AppError } from "../../../app/errors.ts";
import { errnoOf, ignoringFailure } from "../home/homeErrors.ts";
import { readRegularFile } from "../home/readRegularFile.ts";

/** The log's library begins a new file after 1 MB. */
const MAX_LOG_BYTES = 2 * 1024 * 1024;

/** The end of the log tells what happened last. */
const LOG_CHARACTERS = 200_000;

/**
 * Writes diagnostics as a zip archive.
 *
 * @param folder - where the program keeps its data, and its log below that
 */
export function createZipDiagnostics(
  folder: string,
  appVersion: string,
): Omit<DiagnosticsPort, "choosePath"> {
  return {
    async gather() {
      const { versions, platform, arch } = process;
      const machine = {
        app: appVersion,
        electron: versions.electron ?? "none",
        node: versions.node,
        system: `${platform} ${arch} ${release()}`,
        systemVersion: version(),
      };
      const path = join(folder, "logs", "main.log");
      const content = ignoringFailure(() => readRegularFile(path, MAX_LOG_BYTES));
      const log = content?.kind === "file" ? content.bytes.toString("utf8") : "";
      return { machine, log: wholeLines(log), userHome: homedir() };
    },
    async save(path, files, replaces) {
      const contents = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
      const temporaryPath = `${path}.${randomBytes(6).toString("hex")}.tmp`;
      let isClaimed = false;
      try {
        const archive = zipSync(Object.fromEntries(contents));
        writeFileSync(temporaryPath, archive, { flag: "wx", mode: 0o600 });
        // Takes a name that is free, or none: a file that is there is never written over.
        if (!replaces) {
          closeSync(openSync(path, "wx", 0o600));
          isClaimed = true;
        }
        renameSync(temporaryPath, path);
      } catch (error) {
        ignoringFailure(() => rmSync(temporaryPath, { force: true }));
        if (isClaimed) ignoringFailure(() => rmSync(path, { force: true }));
        const reason = errnoOf(error);
        if (reason === undefined) throw error;
        if (reason === "EEXIST" && !replaces)
          throw new AppError("DIAGNOSTICS_EXIST", { path }, { cause: error });
        throw new AppError("DIAGNOSTICS_NOT_SAVED", { path, reason }, { cause: error });
      }
    },
  };
}

/** Half a line might be half a token, which no mask would find. */
function wholeLines(log: string): string {
  if (log.length <= LOG_CHARACTERS) return log;
  const tail = log.slice(-LOG_CHARACTERS);
  return tail.slice(tail.indexOf("\n") + 1);
}
