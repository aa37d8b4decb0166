/** An expected failure of a set-up step: its message is written for the person at the terminal. */
export class SetUpError extends Error {
  /**
   * @param {string} message what happened and what to do next
   * @param {ErrorOptions} [options]
   */
  constructor(message, options) {
    super(message, options);
    this.name = "SetUpError";
  }
}

/**
 * Prints one line of progress. It goes to stderr, because stdout of `npm run cli` is data.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Returns a function that prints `<what>: <n> %` each time another tenth is done.
 * @param {string} what
 * @returns {(share: number) => void} takes the share done, 0 to 1
 */
export function percentPrinter(what) {
  let lastTenth = 0;
  return (share) => {
    const tenth = Math.min(10, Math.floor(share * 10));
    if (tenth <= lastTenth) return;
    lastTenth = tenth;
    say(`  ${what}: ${tenth * 10} %`);
  };
}

/**
 * Runs a script's main function: an expected failure prints its sentence, a bug its stack; both exit 1.
 * @param {() => Promise<number | undefined>} main returns the exit code, 0 if nothing is returned
 */
export async function runScript(main) {
  try {
    endWith((await main()) ?? 0);
  } catch (error) {
    say(
      error instanceof SetUpError
        ? error.message
        : String((error instanceof Error && error.stack) || error),
    );
    endWith(1);
  }
}

/**
 * Ends the process with this code, once it has nothing more to do. Libraries have hooks of their own that end it
 * with 0, as electron-builder's does: what failed would pass.
 * @param {number} code
 */
function endWith(code) {
  process.exitCode = code;
  process.on("exit", () => {
    process.exitCode = code;
  });
}
