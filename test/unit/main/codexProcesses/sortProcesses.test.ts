import { describe, expect, test } from "vitest";
import {
  type SystemProcess,
  sortProcesses,
} from "../../../../main/adapters/codex/processes/sortProcesses.ts";

const start = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A process that was started `pid` seconds after the first. */
function run(pid: number, parent: number, program: string, ...args: string[]): SystemProcess {
  return { pid, parent, program, args, startedAt: new Date(start + pid * 1000) };
}

const sorted = (
  processes: readonly SystemProcess[],
  isDesktop: (process: SystemProcess) => boolean = () => false,
) =>
  sortProcesses(processes, isDesktop).map(({ process, kind, host }) => [process.pid, kind, host]);

describe("the processes of a computer", () => {
  test("are sorted by what they are for, oldest first", () => {
    const processes = [
      run(1, 0, "/sbin/init"),
      run(90, 1, "/home/kim/.codex/packages/x/bin/codex", "app-server", "--managed-daemon"),
      run(10, 1, "/usr/bin/bash"),
      run(20, 10, "/usr/bin/node", "/usr/bin/codex"),
      run(21, 20, "/opt/codex-linux-x64/vendor/bin/codex"),
      run(30, 10, "/usr/local/bin/codex-x86_64-unknown-linux-musl", "exec", "hi"),
      run(40, 1, "/usr/share/code/code"),
      run(41, 40, "/usr/share/code/code", "--type=utility"),
      run(42, 41, "/home/kim/.vscode/extensions/openai.chatgpt-1/bin/codex", "app-server"),
      run(50, 1, "/opt/acp/agent"),
      run(51, 50, "/usr/bin/codex (deleted)", "app-server"),
      run(60, 1, "/usr/bin/codex", "app-server"),
      run(70, 10, "/usr/bin/codex", "doctor"),
    ];
    expect(sorted(processes)).toEqual([
      [21, "terminal", undefined],
      [30, "task", undefined],
      [42, "editor", "Visual Studio Code"],
      [51, "server", "agent"],
      [60, "server", undefined],
      [90, "daemon", undefined],
    ]);
  });

  test("of the desktop app are one: what it started comes and goes with it", () => {
    const processes = [
      run(1, 0, "/sbin/launchd"),
      run(10, 1, "/Applications/ChatGPT.app/Contents/MacOS/ChatGPT"),
      run(11, 10, "/Applications/ChatGPT.app/Contents/Resources/codex", "app-server"),
      run(12, 10, "/bin/zsh"),
      run(13, 12, "/opt/homebrew/bin/codex"),
      run(20, 1, "/Applications/ChatGPT Classic.app/Contents/MacOS/ChatGPT"),
    ];
    expect(sorted(processes, ({ pid }) => pid === 10)).toEqual([[10, "desktop", undefined]]);
  });

  test("are not taken for an editor's by a parent that is younger: its pid was given again", () => {
    const reused = { ...run(40, 1, "/usr/share/code/code"), startedAt: new Date(start + 999_000) };
    expect(sorted([reused, run(42, 40, "/usr/bin/codex", "app-server")])).toEqual([
      [42, "server", undefined],
    ]);
  });

  test("survive parents that go in a circle", () => {
    const circle = [run(5, 6, "/usr/bin/codex"), run(6, 5, "/usr/bin/bash")];
    expect(sorted(circle)).toEqual([[5, "terminal", undefined]]);
  });

  test("of a remote editor are told by the folder of its extension", () => {
    const remote = run(
      9,
      8,
      "/home/kim/.vscode-server/extensions/openai.chatgpt-2/bin/codex",
      "app-server",
    );
    expect(sorted([run(8, 1, "/home/kim/.vscode-server/node"), remote])).toEqual([
      [9, "editor", undefined],
    ]);
  });
});
