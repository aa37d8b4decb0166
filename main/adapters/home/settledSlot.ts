import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { decodeUtf8, MAX_CONFIG_BYTES } from "./configFile.ts";
import { errnoOf, ignoringFailure } from "./homeErrors.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { writeAll } from "./temporaryFile.ts";

/** What a text is: what the user wants, what a write under way will make of the file, or neither any more. */
export type SlotState = "settled" | "coming" | "old";

/** A file that holds one text and, in its first line, what the text is. */
export interface SettledSlot {
  /** Undefined where there is nothing of ours. */
  state(): SlotState | undefined;
  /** Undefined where there is no text that still counts. */
  read(): { readonly state: SlotState; readonly text: string } | undefined;
  /** Makes this the text that is coming. @throws the system error; the older text does not count any more then */
  put(bytes: Uint8Array): void;
  /** Says what the text is from now on, if there is one. @throws the system error */
  mark(state: SlotState): void;
}

/** Comments of one length, so that one can be written over another. */
const marks: Readonly<Record<SlotState, string>> = {
  settled: "# settled\n",
  coming: "# coming \n",
  old: "# old    \n",
};
const MARK_LENGTH = marks.old.length;

/** A link in its place is not followed, and a pipe not waited for; Windows has neither flag. */
const CAREFULLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const READ = constants.O_RDONLY | CAREFULLY;
const WRITE = constants.O_RDWR | CAREFULLY;

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
    state: () => ignoringFailure(() => withFile(READ, stateIn)),
    read() {
      const content = ignoringFailure(() => readRegularFile(path, MAX_CONFIG_BYTES + MARK_LENGTH));
      if (content?.kind !== "file") return undefined;
      const state = stateOf(content.bytes.subarray(0, MARK_LENGTH));
      const text = decodeUtf8(content.bytes.subarray(MARK_LENGTH));
      return state && state !== "old" && text !== undefined ? { state, text } : undefined;
    },
    put(bytes) {
      withFile(WRITE | constants.O_CREAT, (file) => {
        if ((fstatSync(file).mode & 0o077) !== 0) fchmodSync(file, 0o600);
        // Counts when it is whole: what a full disk cuts short would pass for what the user wants.
        writeAll(file, Buffer.concat([Buffer.from(marks.old), bytes]));
        ftruncateSync(file, MARK_LENGTH + bytes.length);
        writeSync(file, marks.coming, 0);
      });
    },
    mark(state) {
      try {
        withFile(WRITE, (file) => stateIn(file) && writeSync(file, marks[state], 0));
      } catch (error) {
        if (errnoOf(error) !== "ENOENT") throw error;
      }
    },
  };
}

function stateIn(file: number): SlotState | undefined {
  const head = Buffer.alloc(MARK_LENGTH);
  readSync(file, head, 0, MARK_LENGTH, 0);
  return stateOf(head);
}

function stateOf(head: Buffer): SlotState | undefined {
  const text = head.toString("latin1");
  return (Object.keys(marks) as SlotState[]).find((state) => marks[state] === text);
}
