import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { sourcedFiles } from "../../../app/surroundings/startFile.ts";
import { decodeText } from "../home/decodeText.ts";
import { ignoringFailure } from "../home/homeErrors.ts";
import { readRegularFile } from "../home/readRegularFile.ts";
import type { StartFile, StartFolders } from "./startFiles.ts";

/** 1 MB; what people write by hand is far smaller. */
const MAX_BYTES = 1024 * 1024;

/** A start file loads one that loads another; beyond that it is a program of its own. */
const MAX_DEPTH = 2;

/** So many loaded files are a program's, and no longer what somebody keeps in order by hand. */
const MAX_LOADED = 50;

/** A start file that is there, with its text. */
export interface StartText extends StartFile {
  readonly text: string;
}

/**
 * Reads start files and, two levels deep, those that the user's own ones load by a plain name, as far as these lie in the
 * user's home. What is missing, closed to us or too large is left out. A file that has several names, as dotfiles do,
 * comes once, by the first: two fixes of one file would be in each other's way.
 */
export function readStartTexts(
  files: readonly StartFile[],
  { userHome, codexHome }: Pick<StartFolders, "userHome" | "codexHome">,
): readonly StartText[] {
  const known = new Set<string>();
  const isFirstName = ({ path }: StartFile): boolean => {
    const target = ignoringFailure(() => realpathSync.native(path)) ?? path;
    if (known.has(target)) return false;
    known.add(target);
    return true;
  };
  const readAll = (wanted: readonly StartFile[], depth: number): readonly StartText[] => {
    const texts = wanted.flatMap((file): readonly StartText[] => {
      const text = readText(file.path);
      return text === undefined ? [] : [{ ...file, text }];
    });
    if (depth === MAX_DEPTH) return texts;
    const loaded = texts.flatMap(({ text, language, owner }) => {
      if (owner === "system") return [];
      return sourcedFiles(text, language).flatMap((sourced): readonly StartFile[] => {
        const path = join(sourced.path.replace(/^~(?=\/)/, () => userHome));
        if (!isBelow(userHome, path)) return [];
        const owner = isBelow(codexHome, path) ? "codexHome" : "user";
        const file: StartFile = { path, language: sourced.language, owner };
        return isFirstName(file) ? [file] : [];
      });
    });
    if (loaded.length === 0) return texts;
    return [...texts, ...readAll(loaded.slice(0, MAX_LOADED), depth + 1)];
  };
  return readAll(files.filter(isFirstName), 0);
}

function readText(path: string): string | undefined {
  const content = ignoringFailure(() => readRegularFile(path, MAX_BYTES));
  return content?.kind === "file" ? decodeText(content.bytes).text : undefined;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
