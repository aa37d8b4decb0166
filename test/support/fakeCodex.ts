import type { CodexProcesses } from "../../app/codex/codexProcesses.ts";
import type { ProviderAnswer } from "../../app/codex/providerCheck.ts";

/** A computer on which no Codex runs. */
export const noCodexProcesses: CodexProcesses = {
  list: async () => [],
  isRunning: async () => false,
  lastTurn: async () => undefined,
  quitDesktop: async () => undefined,
  chooseDesktop: async () => "/opt/codex-desktop/codex-desktop",
};

/** What a provider answers that works. */
export const answeredWell: ProviderAnswer = {
  kind: "answered",
  status: 200,
  isJson: true,
  latencyMs: 42,
};
