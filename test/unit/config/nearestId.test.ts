import { describe, expect, it } from "vitest";
import { nearestId } from "../../../app/config/nearestId.ts";

const known = ["photonmark-codex-pay", "photonmark-codex-boost", "home-server"];

describe("the nearest id", () => {
  it.each([
    ["photonmark-codex-pya", "photonmark-codex-pay"],
    ["photonmark-codex-bost", "photonmark-codex-boost"],
    ["photonmark_codex_pay", "photonmark-codex-pay"],
    ["pay", "photonmark-codex-pay"],
    ["homeserver", "home-server"],
  ])("of %s is %s", (id, expected) => {
    expect(nearestId(id, known)).toBe(expected);
  });

  it.each(["", "o", "openai", "something-else"])("of %j is none", (id) => {
    expect(nearestId(id, known)).toBeUndefined();
  });
});
