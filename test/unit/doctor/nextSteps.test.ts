import { describe, expect, it } from "vitest";
import { diagnose } from "../../../app/doctor/diagnose.ts";
import { table, usePay } from "../../support/doctor/doctorCase.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";
import { sentencesOf } from "../../support/doctor/sentencesOf.ts";

const withToken = (token: string) =>
  `${usePay}${table("pay", (text) => text.replace(/experimental_bearer_token.*\n/, token))}`;

describe("a finding that cannot be fixed says what to do", () => {
  it.each([
    [
      "another provider to use",
      "missing-provider",
      `${usePay}${table("boost")}`,
      "photonmark-codex use photonmark-codex-boost",
    ],
    ["a block to copy for a key", "no-auth-method", withToken(""), "from the dashboard"],
    [
      "a block to copy for a broken key",
      "malformed-token",
      withToken('experimental_bearer_token = "a b"\n'),
      "from the dashboard",
    ],
  ])("%s", async (_what, id, text, words) => {
    const finding = diagnose(doctorFacts(text)).find((one) => one.id === id);
    if (!finding) throw new Error("it is found");
    expect((await sentencesOf("en", finding)).join("\n")).toContain(words);
  });

  it("of a file in neither UTF-8 nor UTF-16, and speaks of no UTF-16", async () => {
    const facts = doctorFacts("");
    const [finding] = diagnose({ ...facts, config: { ...facts.config, text: undefined } });
    if (!finding) throw new Error("it is found");
    const sentences = (await sentencesOf("en", finding)).join("\n");
    expect(sentences).toContain("in an editor");
    expect(sentences).not.toContain("UTF-16");
  });
});
