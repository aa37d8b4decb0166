import { useEffect, useState } from "react";
import { hasWords, loadWords } from "../app/i18n/loadWords.ts";
import { words } from "./words.ts";

/** Whether the words for findings are there; has them loaded when they are wanted. */
export function useDoctorWords(isWanted: boolean): boolean {
  const [isLoaded, setLoaded] = useState(() => hasWords(words, "doctor"));
  useEffect(() => {
    if (isWanted && !isLoaded) void loadWords(words, "doctor").then(() => setLoaded(true));
  }, [isWanted, isLoaded]);
  return isLoaded;
}
