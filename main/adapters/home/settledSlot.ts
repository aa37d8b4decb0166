import {
  closeSync,
  constants,
  fdatasync,
  ftruncateSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { decodeUtf8, MAX_CONFIG_BYTES, revisionOf } from "./configFile.ts";
import { errnoOf, ignoringFailure } from "./homeErrors.ts";
import { giveOwnership, privateIn } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { writeAll } from "./temporaryFile.ts";

/** What a text is: what the user wants, what a write under way will make of the file, or neither any more. */
export type SlotState = "settled" | "coming" | "old";

/** A file that holds one text and, in its first line, what the text is and a hash of it. */
export interface SettledSlot {
  /** Undefined where there is nothing of ours. */
  state(): SlotState | undefined;
  /** Undefined where there is no text that still counts, or not the whole of it. */
  read(): { readonly state: SlotState; readonly text: string } | undefined;
  /** Whether this is what it has, as far as its first line tells. */
  holds(bytes: Uint8Array): boolean;
  /** Makes this the text that is coming. @throws the system error; the older text does not count any more then */
  put(bytes: Uint8Array): void;
  /** Says what the text is from now on, if there is one. @throws the system error */
  mark(state: SlotState): void;
  /** Resolves when it is on the disk, or cannot be put there; never rejects. */
  flush(): Promise<void>;
}

/** Comments of one length, so that one can be written over another. */
const words: Readonly<Record<SlotState, string>> = {
  settled: "# settled ",
  coming: "# coming  ",
  old: "# old     ",
};
const WORD_LENGTH = words.old.length;
/** A text that is cut short or torn must not pass for what the user wants; nobody forges one in their own folder. */
const HASH_LENGTH = 16;
const LINE_LENGTH = WORD_LENGTH + HASH_LENGTH + 1;

/** A link in its place is not followed, and a pipe not waited for; Windows has neither flag. */
const CAREFULLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const READ = constants.O_RDONLY | CAREFULLY;
const WRITE = constants.O_RDWR | CAREFULLY;
const MAKE = WRITE | constants.O_CREAT | constants.O_EXCL;

const flushFile = promisify(fdatasync);

/** The file at `path`, which need not be there. */
export function createSettledSlot(path: string): SettledSlot {
  function withFile<Result>(flags: number, work: (file: number) => Result): Result {
    const file = openSync(path, flags, 0o600);
    try {
      return work(file);
    } finally {
      closeSync(file);
    }
  }

  return {
    state: () => ignoringFailure(() => withFile(READ, firstLine))?.state,
    read() {
      const content = ignoringFailure(() => readRegularFile(path, MAX_CONFIG_BYTES + LINE_LENGTH));
      if (content?.kind !== "file") return undefined;
      const line = parseLine(content.bytes.subarray(0, LINE_LENGTH));
      const bytes = content.bytes.subarray(LINE_LENGTH);
      if (!line || line.state === "old" || line.hash !== hashOf(bytes)) return undefined;
      const text = decodeUtf8(bytes);
      return text === undefined ? undefined : { state: line.state, text };
    },
    holds: (bytes) => ignoringFailure(() => withFile(READ, firstLine))?.hash === hashOf(bytes),
    put(bytes) {
      const write = (file: number): void => {
        giveOwnership(file, privateIn(dirname(path)));
        writeAll(file, Buffer.concat([Buffer.from(`${words.old}${hashOf(bytes)}\n`), bytes]));
        ftruncateSync(file, LINE_LENGTH + bytes.length);
        writeSync(file, words.coming, 0);
      };
      try {
        return withFile(WRITE, write);
      } catch (error) {
        const code = errnoOf(error);
        if (code !== "ENOENT" && code !== "EACCES" && code !== "EPERM") throw error;
        // Root may have made it, in a folder whose owner cannot write to it then.
        if (code !== "ENOENT") unlinkSync(path);
      }
      withFile(MAKE, write);
    },
    mark(state) {
      try {
        withFile(WRITE, (file) => firstLine(file) && writeSync(file, words[state], 0));
      } catch (error) {
        if (errnoOf(error) !== "ENOENT") throw error;
      }
    },
    async flush() {
      const file = ignoringFailure(() => openSync(path, WRITE));
      if (file === undefined) return;
      await flushFile(file).catch(() => {});
      ignoringFailure(() => closeSync(file));
    },
  };
}

interface FirstLine {
  readonly state: SlotState;
  readonly hash: string;
}

function firstLine(file: number): FirstLine | undefined {
  const line = Buffer.alloc(LINE_LENGTH);
  readSync(file, line, 0, LINE_LENGTH, 0);
  return parseLine(line);
}

function parseLine(line: Buffer): FirstLine | undefined {
  const text = line.toString("latin1");
  const state = (Object.keys(words) as SlotState[]).find((one) => text.startsWith(words[one]));
  return state && { state, hash: text.slice(WORD_LENGTH, -1) };
}

function hashOf(bytes: Uint8Array): string {
  return revisionOf(bytes).slice(0, HASH_LENGTH);
}
