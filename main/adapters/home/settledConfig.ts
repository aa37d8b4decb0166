import { dirname, join } from "node:path";
import { backupFolder } from "./backupPlace.ts";
import { ignoringFailure, naming } from "./homeErrors.ts";
import { makePrivateFolders } from "./ownership.ts";
import { createSettledSlot, type SettledSlot, type SlotState } from "./settledSlot.ts";

/** The config file as it was last settled, kept beside the backups, and what a write under way will make of it. */
export interface SettledConfig {
  /** The settled text first. */
  read(): readonly string[];
  /** @throws AppError */
  keep(text: string): void;
  /** Says what is about to be written, so that no other process takes it for somebody else's; never throws. */
  announce(bytes: Uint8Array): void;
  /** Says whether it was written; never throws. */
  settle(isWritten: boolean): void;
}

/**
 * The texts of a home; they hold tokens like the backups beside them, and like these are their owner's alone. There are
 * two files that take turns and are written over in place: a new one each time, put in place by a rename, has the disk
 * write it out at once, and every switch waited for that.
 */
export function createSettledConfig(home: string): SettledConfig {
  // Beside the folder of backups and not in it: they are no backups.
  const folder = dirname(backupFolder(home));
  const slots = [1, 2].map((turn) =>
    createSettledSlot(join(folder, `photonmark-settled-${turn}.toml`)),
  );
  let coming: { readonly slot: SettledSlot; readonly bytes: Uint8Array } | undefined;

  /** Into a file that can be spared. @throws the system error */
  function put(bytes: Uint8Array): SettledSlot {
    const ranked = slots
      .map((slot) => ({ slot, state: slot.state() }))
      .sort((one, other) => rank(one.state) - rank(other.state));
    const spare = ranked.filter(({ state }, index) => index === 0 || state !== "settled");
    let failure: unknown;
    for (const { slot } of spare) {
      try {
        slot.put(bytes);
        return slot;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** The others first: two that are settled would not say which of them came later. @throws the system error */
  function settleOn(settled: SettledSlot): void {
    for (const slot of slots) if (slot !== settled) ignoringFailure(() => slot.mark("old"));
    settled.mark("settled");
    // Nobody waits for it; left to the system, a power cut half a minute later would pass for somebody else's change.
    void settled.flush();
  }

  return {
    read() {
      const texts = slots.flatMap((slot) => slot.read() ?? []);
      return texts
        .sort((one, other) => rank(other.state) - rank(one.state))
        .map(({ text }) => text);
    },
    keep(text) {
      naming(folder, "write", () => {
        makePrivateFolders(folder);
        settleOn(put(Buffer.from(text, "utf8")));
      });
    },
    announce(bytes) {
      coming = ignoringFailure(() => ({ slot: put(bytes), bytes }));
    },
    settle(isWritten) {
      const written = coming;
      coming = undefined;
      ignoringFailure(() => {
        if (!written) {
          // Where what was written could not be kept, the older text must not pass for what the user wants.
          if (isWritten) for (const slot of slots) ignoringFailure(() => slot.mark("old"));
          return;
        }
        // Another process may have taken the file for one to spare, as it was only coming.
        const isKept = written.slot.holds(written.bytes);
        if (isWritten) settleOn(isKept ? written.slot : put(written.bytes));
        else if (isKept) written.slot.mark("old");
      });
    },
  };
}

/** How much a text is worth: the one that is worth least is written over first. */
function rank(state: SlotState | undefined): number {
  return state === "settled" ? 2 : state === "coming" ? 1 : 0;
}
