import { type ComponentType, lazy } from "react";
import { loadPartWords } from "./loadPartWords.ts";

/** A part of the window that is loaded, with its words, when it is first wanted. */
export function part<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [component] = await Promise.all([load(), loadPartWords()]);
    return { default: component };
  });
}
