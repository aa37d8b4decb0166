import { type AppState, activeProvider, isActiveMissing } from "../state.ts";

/** What there is to say about the present config file, as the name of a sentence and the facts in it. */
export interface PresentFile {
  readonly tone: "ok" | "attention" | "neutral";
  readonly sentence:
    | "reading"
    | "missing"
    | "broken"
    | "unusable"
    | "undefinedProvider"
    | "rejected"
    | "uses"
    | "builtIn"
    | "usesUnasked"
    | "builtInUnasked"
    | "usesNoCodex"
    | "builtInNoCodex";
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Sums the present file up in one sentence, the worst news first. */
export function presentFile(state: AppState): PresentFile {
  const { configProblem, configPath, configExists, codexCheck, activeProviderId } = state;
  const name = activeProvider(state)?.name ?? activeProviderId;
  const facts = name === undefined ? {} : { name };
  if (configProblem?.code === "CONFIG_UNREADABLE")
    return { tone: "attention", sentence: "broken", facts: configProblem.detail };
  if (configProblem) return { tone: "attention", sentence: "unusable", facts: {} };
  if (configPath === "") return { tone: "neutral", sentence: "reading", facts: {} };
  if (!configExists) return { tone: "neutral", sentence: "missing", facts: {} };
  if (isActiveMissing(state)) return { tone: "attention", sentence: "undefinedProvider", facts };
  const isNamed = name !== undefined;
  switch (codexCheck.status) {
    case "rejected":
      return {
        tone: "attention",
        sentence: "rejected",
        facts: { message: codexCheck.message },
      };
    case "accepted":
      return isNamed
        ? { tone: "ok", sentence: "uses", facts }
        : { tone: "neutral", sentence: "builtIn", facts };
    case "notFound":
      return { tone: "neutral", sentence: isNamed ? "usesNoCodex" : "builtInNoCodex", facts };
    case "failed":
    case "checking":
    case "unchecked":
      return { tone: "neutral", sentence: isNamed ? "usesUnasked" : "builtInUnasked", facts };
  }
}
