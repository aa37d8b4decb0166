import { languageOf } from "../app/i18n/i18nInstance.ts";
import { words } from "./words.ts";

const files = import.meta.glob<object>("../app/i18n/locales/*/parts.json", { import: "default" });

let loading: Promise<unknown> | undefined;

/** Adds the words of the parts of the window that are not on its first screen. */
export function loadPartWords(): Promise<unknown> {
  loading ??= Promise.all(
    Object.entries(files).map(async ([path, load]) => {
      // Into the bundle of the language, whichever of its parts has come first.
      words.addResourceBundle(languageOf(path), "translation", await load(), true, true);
    }),
  );
  return loading;
}
