import {
  chownSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  mkdirSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { errnoOf } from "./homeErrors.ts";

/** Who a file belongs to, and who may do what with it. */
export interface Ownership {
  /** Undefined: whoever runs this program. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly mode: number;
}

/** The ownership of an existing file, to be given to the file that takes its place. */
export function ownershipOf({ uid, gid, mode }: Stats): Ownership {
  return { owner: { uid, gid }, mode: mode & 0o7777 };
}

/** The ownership of a new file in a folder: for its owner alone. */
export function privateIn(folder: string): Ownership {
  return { owner: ownerIn(folder), mode: 0o600 };
}

/**
 * Root working in a user's folder leaves new files to that user, who could not use the program any more
 * otherwise.
 */
function ownerIn(folder: string): Ownership["owner"] {
  if (process.geteuid?.() !== 0) return undefined;
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}

/**
 * Gives an open file its owner and mode. Where the system refuses the group, that is accepted only if the group
 * may do no more and no less than everybody. Windows has no such owners. Access lists are not carried over.
 *
 * @throws the system error
 */
export function giveOwnership(file: number, { owner, mode }: Ownership): void {
  if (process.platform === "win32") return;
  const now = fstatSync(file);
  if (owner && (now.uid !== owner.uid || now.gid !== owner.gid)) {
    try {
      fchownSync(file, owner.uid, owner.gid);
    } catch (error) {
      const isGroupIdle = ((mode >> 3) & 7) === (mode & 7);
      if (errnoOf(error) !== "EPERM" || now.uid !== owner.uid || !isGroupIdle) throw error;
    }
  }
  // After the change of owner, which may clear bits of the mode.
  if ((now.mode & 0o7777) !== mode) fchmodSync(file, mode);
}

/**
 * Makes a folder for its owner alone; one that is there stays as it is.
 *
 * @throws the system error, `ENOENT` when the folder above it is missing
 */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return;
    throw error;
  }
  const owner = ownerIn(dirname(folder));
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

/** Makes a folder and those above it that are missing, see {@link makePrivateFolder}. @throws the system error */
export function makePrivateFolders(folder: string): void {
  if (existsSync(folder)) return;
  makePrivateFolders(dirname(folder));
  makePrivateFolder(folder);
}
