import { words } from "./words.ts";

let loading: Promise<void> | undefined;

/** Adds the words of the parts of the window that are not on its first screen. */
export function loadPartWords(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const [en, zhCN] = await Promise.all([
    import("../app/locales/parts.en.json"),
    import("../app/locales/parts.zh-CN.json"),
  ]);
  // Into the same bundle, whichever of the two has come first.
  words.addResourceBundle("en", "translation", en.default, true, true);
  words.addResourceBundle("zh-CN", "translation", zhCN.default, true, true);
}
