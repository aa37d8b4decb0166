import { join } from "node:path";
import {
  type OnboardingRecord,
  type OnboardingStore,
  parseOnboarding,
} from "../../../app/onboarding/onboarding.ts";
import { readJsonFile, writeJsonFile } from "./privateJsonFile.ts";

/** Keeps how far setting up has come as `onboarding.json` in a folder; a missing file is a first run. */
export function createFileOnboardingStore(folder: string): OnboardingStore {
  const path = join(folder, "onboarding.json");
  return {
    read: () => parseOnboarding(readJsonFile(path)),
    write: (record) => writeJsonFile(path, record),
  };
}

/** For the terminal, which sets nothing up step by step and leaves the desktop's file alone. */
export const noOnboardingStore: OnboardingStore = {
  read: (): OnboardingRecord => ({ ...parseOnboarding(undefined), status: "done" }),
  write: () => undefined,
};
