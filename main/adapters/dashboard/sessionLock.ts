import { join } from "node:path";
import { AppError } from "../../../app/errors.ts";
import { errnoOf } from "../home/homeErrors.ts";
import { withHomeLock } from "../home/homeLock.ts";
import { makePrivateFolder } from "../home/ownership.ts";

/**
 * Keeps the window and the terminal from refreshing their one session at the same time: a refresh token that is
 * used twice ends it.
 *
 * @param folder - where both keep their data; the lock exists there only while it is held
 * @returns how to run work under the lock; a lock that cannot be had keeps nobody from the service
 */
export function createSessionLock(folder: string) {
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    let started = false;
    const once = () => {
      started = true;
      return work();
    };
    try {
      makePrivateFolder(folder);
      return await withHomeLock(join(folder, "session"), once);
    } catch (error) {
      const isExpected = error instanceof AppError || errnoOf(error) !== undefined;
      if (started || !isExpected) throw error;
      return work();
    }
  };
}
