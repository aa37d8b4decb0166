import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { terminalChat } from "../../main/adapters/codex/processes/terminalChat.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const startedAt = new Date("2026-11-22T12:00:00Z");
const minutesOn = (minutes: number) => new Date(startedAt.getTime() + minutes * 60_000);

/** A home with chats as Codex 0.169.0 keeps them: begun and last written to so many minutes after the session began. */
function homeWith(
  chats: readonly { begun: number; written: number; folder?: string; originator?: string }[],
): string {
  const home = temporaryFolder();
  const day = join(home, "sessions/2026/11/22");
  mkdirSync(day, { recursive: true });
  for (const [index, { begun, written, ...more }] of chats.entries()) {
    const { folder: cwd = "/projects/shop", originator = "codex-tui" } = more;
    const payload = { timestamp: minutesOn(begun).toISOString(), cwd, originator };
    const line = JSON.stringify({ type: "session_meta", payload: { ...payload, text: "x" } });
    const path = join(day, `rollout-2026-11-22T12-00-00-${index}.jsonl`);
    writeFileSync(path, `${line}\n${"{}\n".repeat(5000)}`);
    utimesSync(path, minutesOn(written), minutesOn(written));
  }
  return home;
}

const chatIn = (home: string) => terminalChat({ home, folder: "/projects/shop", startedAt });

describe("the last chat of a session in a terminal", () => {
  test("is the one that was last written to, not the one that was last begun", async () => {
    const home = homeWith([
      { begun: 1, written: 30 },
      { begun: 20, written: 25 },
    ]);
    expect(await chatIn(home)).toEqual(minutesOn(1));
  });

  test("is none of another folder, of a task, or from before the session", async () => {
    const home = homeWith([
      { begun: 5, written: 40, folder: "/projects/other" },
      { begun: 6, written: 41, originator: "codex_exec" },
      { begun: -60, written: -5 },
    ]);
    expect(await chatIn(home)).toBeUndefined();
  });

  test("may be an older one that was taken up again", async () => {
    expect(await chatIn(homeWith([{ begun: -600, written: 2 }]))).toEqual(minutesOn(-600));
  });

  test("is not known in a home without chats, or with files that are none", async () => {
    expect(await chatIn(temporaryFolder())).toBeUndefined();
    const home = homeWith([]);
    writeFileSync(join(home, "sessions/2026/11/22/rollout-x.jsonl"), "\0\0 no chat");
    mkdirSync(join(home, "sessions/2026/11/22/rollout-y.jsonl"));
    expect(await chatIn(home)).toBeUndefined();
  });
});
