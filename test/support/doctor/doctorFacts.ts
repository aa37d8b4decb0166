import { createHash } from "node:crypto";
import { type DoctorFacts, noSurroundings } from "../../../app/doctor/facts.ts";

/** Facts around a config text that no Codex has seen, with nothing the matter elsewhere unless a test says so. */
export function doctorFacts(text: string, change: Partial<DoctorFacts> = {}): DoctorFacts {
  return {
    now: new Date("2026-01-02T03:04:05.000Z"),
    config: {
      home: "/home/.codex",
      path: "/home/.codex/config.toml",
      realPath: "/home/.codex/config.toml",
      exists: true,
      text,
      revision: createHash("sha256").update(text).digest("hex"),
    },
    codex: { status: "failed", reason: "said", message: "nobody was asked" },
    balances: [],
    blocks: [],
    surroundings: noSurroundings,
    hasLookedAround: false,
    notificationTrouble: undefined,
    ...change,
  };
}
