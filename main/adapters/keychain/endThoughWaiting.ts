/**
 * Lets the program end while a call into the system hangs: Node joins its threads on the way out, and one of them
 * sits in a prompt that nobody answers. Everything has been written by then.
 */
export function endThoughWaiting(isHanging: () => boolean): void {
  process.once("exit", () => {
    if (isHanging()) process.kill(process.pid, "SIGKILL");
  });
}
