import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { codexProcessesHere } from "../../main/adapters/codex/processes/codexProcessesHere.ts";
import { startProcess } from "../e2e/rig/ownedProcess.ts";
import { skipUnless } from "./rig/rootOnly.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

/** A home and a folder with sessions that are there and do nothing, and chats as Codex 0.169.0 keeps them. */
function shop() {
  const home = temporaryFolder();
  const folder = temporaryFolder();
  const program = join(temporaryFolder(), "codex");
  copyFileSync("/usr/bin/sleep", program);
  const day = join(home, "sessions/2026/11/22");
  mkdirSync(day, { recursive: true });
  let skipped = 0;
  const now = () => Date.now() + skipped;
  const adapter = codexProcessesHere(() => "", now);
  const list = () => adapter.list(home);
  return {
    ...{ home, adapter, list },
    pass(seconds: number) {
      skipped += seconds * 1000;
    },
    async begin() {
      const env = { PATH: process.env.PATH, CODEX_HOME: home };
      const session = startProcess(program, ["600"], { cwd: folder, env });
      onTestFinished(() => void session.stop(500));
      await expect.poll(async () => (await list()).map(({ pid }) => pid)).toContain(session.pid);
      return session;
    },
    chat(name: string) {
      const begunAt = new Date(now());
      const payload = { timestamp: begunAt.toISOString(), cwd: folder, originator: "codex-tui" };
      const line = JSON.stringify({ type: "session_meta", payload });
      writeFileSync(join(day, `rollout-${name}.jsonl`), `${line}\n`);
      return begunAt;
    },
  };
}

describe("the chat of a session in a terminal", () => {
  test("is the new one that was begun while it was alone", async (context) => {
    skipUnless(context, process.platform === "linux", "only Linux tells the folder of a process");
    const { begin, list, chat } = shop();
    await begin();
    const begunAt = chat("a");
    expect(await list()).toMatchObject([{ kind: "terminal", chatBegunAt: begunAt }]);
  });

  test("is not that of another session in the same folder, though that has ended", async (context) => {
    skipUnless(context, process.platform === "linux", "only Linux tells the folder of a process");
    const { begin, list, chat, adapter } = shop();
    const a = await begin();
    const b = await begin();
    chat("b");
    await b.stop(500);
    expect(await list()).toMatchObject([{ pid: a.pid, chatBegunAt: undefined }]);
    const [first] = await list();
    expect(first && (await adapter.isRunning(first))).toBe(true);
    const begunAt = chat("a");
    expect(await list()).toMatchObject([{ pid: a.pid, chatBegunAt: begunAt }]);
  });

  test("is known, too, when meanwhile somebody only asked whether the session still runs", async (context) => {
    skipUnless(context, process.platform === "linux", "only Linux tells the folder of a process");
    const { begin, list, chat, adapter, pass } = shop();
    await begin();
    const [first] = await list();
    if (!first) throw new Error("a session");
    pass(15);
    expect(await adapter.isRunning(first)).toBe(true);
    const begunAt = chat("a");
    pass(15);
    expect(await list()).toMatchObject([{ chatBegunAt: begunAt }]);
    pass(30);
    chat("b");
    pass(15);
    expect(await list()).toMatchObject([{ chatBegunAt: undefined }]);
  });

  test("is not one from before anybody looked", async (context) => {
    skipUnless(context, process.platform === "linux", "only Linux tells the folder of a process");
    const { begin, chat, home } = shop();
    const { pid } = await begin();
    const later = codexProcessesHere(() => "");
    chat("b");
    const seen = await later.list(home);
    expect(seen).toMatchObject([{ pid, kind: "terminal", chatBegunAt: undefined }]);
  });
});
