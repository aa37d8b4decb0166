import { existsSync } from "node:fs";
import { projectFile } from "./projectFile.ts";
import type { BenchContext } from "./row.ts";

type Edit = typeof import("../../app/config/edit.ts");
type Verify = typeof import("../../app/config/verify.ts");

/** Makes a provider active in a text. */
export type Switch = (text: string, providerId: string) => string;

/** The product's edit and its proof; the one place of the benchmark that knows how they are called. */
export async function ourSwitch({ loadBuilt }: BenchContext): Promise<Switch | undefined> {
  const editFile = projectFile("app/config/edit.ts");
  const verifyFile = projectFile("app/config/verify.ts");
  if (!existsSync(editFile) || !existsSync(verifyFile)) return undefined;
  const { edit } = (await loadBuilt(editFile)) as Edit;
  const { verify } = (await loadBuilt(verifyFile)) as Verify;
  return (text, providerId) => {
    const intents = [{ kind: "setActive", providerId }] as const;
    const after = edit(text, intents);
    verify(text, after, intents);
    return after;
  };
}
