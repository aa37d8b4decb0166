import { describeCheck } from "../../app/codex/providerCheck.ts";
import { dismissNotice, tell } from "../notices.ts";
import { words } from "../words.ts";
import { run } from "./run.ts";

/** Asks a provider whether it takes its key, and tells what came of it. */
export async function checkNow(providerId: string, name: string): Promise<void> {
  dismissNotice();
  const reply = await run("checkProvider", { providerId });
  if (!reply.ok) return tell({ kind: "failure", failure: reply });
  const { what, next } = describeCheck(words.t, reply.value);
  const short = words.t(`check.${reply.value.verdict}.short`);
  tell({
    kind: "hint",
    title: words.t("strip.of", { subject: name, words: short }),
    body: words.t("strip.sentences", { first: what, second: next }),
  });
}
