import { describe, expect, test } from "vitest";
import { beginningOf } from "../../../../main/adapters/codex/processes/terminalChat.ts";

/** As Codex 0.169.0 begins the file of a chat, the instructions cut off. */
const head = (change: object = {}) =>
  `${JSON.stringify({
    timestamp: "2026-11-22T18:22:09.634Z",
    ordinal: 0,
    type: "session_meta",
    payload: {
      session_id: "01a2047e-6ec2-77c0-8da3-7b2912ffcd20",
      timestamp: "2026-11-22T18:22:04.487Z",
      cwd: '/home/kim/a "b"\\c',
      originator: "codex-tui",
      source: "vscode",
      model_provider: "boost",
      ...change,
      base_instructions: { text: 'You are "cwd":"/elsewhere"' },
    },
  }).slice(0, 420)}`;

describe("the first line of a chat", () => {
  test("tells where and when it was begun, though it is cut off", () => {
    expect(beginningOf(head())).toEqual({
      folder: '/home/kim/a "b"\\c',
      at: new Date("2026-11-22T18:22:04.487Z"),
    });
  });

  test.each([
    ["", "nothing"],
    ["{}", "another file"],
    [head({ originator: "codex_exec" }), "a task"],
    [head({ originator: undefined }), "nobody knows what"],
    [head({ timestamp: "yesterday" }), "no moment"],
    [head({ cwd: "" }), "no folder"],
    [head().slice(0, 200), "half of it"],
    [head().replace("session_meta", "event_msg"), "another line"],
  ])("tells nothing where it is %s (%s)", (text) => {
    expect(beginningOf(text)).toBeUndefined();
  });
});
