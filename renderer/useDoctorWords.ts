import { useEffect, useState } from "react";
import { DOCTOR_WORDS, loadDoctorWords } from "../app/words/loadDoctorWords.ts";
import { words } from "./words.ts";

/** Whether the words for findings are there; has them loaded when they are wanted. */
export function useDoctorWords(isWanted: boolean): boolean {
  const [isLoaded, setLoaded] = useState(() => words.hasResourceBundle("en", DOCTOR_WORDS));
  useEffect(() => {
    if (isWanted && !isLoaded) void loadDoctorWords(words).then(() => setLoaded(true));
  }, [isWanted, isLoaded]);
  return isLoaded;
}
