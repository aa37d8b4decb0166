/**
 * Settles like `work`, or rejects after `timeoutMs` milliseconds with a message naming `what`.
 * `detail` is asked only then, so that the message can say what was seen instead.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  timeoutMs: number,
  what: string,
  detail?: () => string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seen = detail === undefined ? "" : `\n${detail()}`;
      reject(new Error(`${what}: nothing within ${timeoutMs} ms${seen}`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
