import { describe, expect, test } from "vitest";
import {
  applicationUserModelId,
  isWindowsDesktop,
  packageFolder,
  readWindowsProcesses,
  windowsArguments,
} from "../../../../main/adapters/codex/processes/windowsAnswers.ts";

const folder = "C:\\Program Files\\WindowsApps\\OpenAI.Codex_26.707.62119.0_x64__2p2nqsd0c76g0";
const desktop = `${folder}\\app\\ChatGPT.exe`;

const answer = JSON.stringify([
  {
    ProcessId: 4,
    ParentProcessId: 0,
    Name: "System",
    ExecutablePath: null,
    CommandLine: null,
    Started: "2026-11-16T07:00:01.0000000Z",
  },
  {
    ProcessId: 9120,
    ParentProcessId: 5212,
    Name: "ChatGPT.exe",
    ExecutablePath: desktop,
    CommandLine: `"${desktop}" `,
    Started: "2026-11-22T09:12:44.5123456Z",
  },
  {
    ProcessId: 10444,
    ParentProcessId: 8000,
    Name: "codex.exe",
    ExecutablePath:
      "C:\\Users\\Kim\\AppData\\Roaming\\npm\\node_modules\\@openai\\codex\\vendor\\bin\\codex.exe",
    CommandLine: 'codex.exe exec "say \\"hi\\""',
    Started: "2026-11-22T10:00:00.0000000Z",
  },
  { ProcessId: 1, ParentProcessId: 0, Name: "gone.exe", Started: null },
]);

describe("what PowerShell prints", () => {
  test("is read with times in UTC and arguments apart", () => {
    expect(readWindowsProcesses(`\uFEFF${answer}`)).toEqual([
      {
        pid: 4,
        parent: 0,
        program: "System",
        args: [],
        startedAt: new Date("2026-11-16T07:00:01Z"),
      },
      {
        pid: 9120,
        parent: 5212,
        program: desktop,
        args: [],
        startedAt: new Date("2026-11-22T09:12:44.512Z"),
      },
      {
        pid: 10444,
        parent: 8000,
        program: expect.stringMatching(/codex\.exe$/),
        args: ["exec", 'say "hi"'],
        startedAt: new Date("2026-11-22T10:00:00Z"),
      },
    ]);
  });

  test("is read when there is one process only, which comes without a list", () => {
    const one = JSON.stringify(JSON.parse(answer)[1]);
    expect(readWindowsProcesses(one)).toHaveLength(1);
  });

  test.each(["", "Get-CimInstance : Access denied", "[1]", "{}", "null"])(
    "is nothing for %j",
    (text) => {
      expect(readWindowsProcesses(text)).toEqual([]);
    },
  );
});

describe("the desktop app of Codex", () => {
  test.each([desktop, desktop.replace("ChatGPT", "Codex"), desktop.replace("Program Files", "X")])(
    "is %s",
    (program) => {
      expect(isWindowsDesktop(program)).toBe(true);
      expect(packageFolder(program)).toBe(program.split("\\app\\")[0]);
    },
  );

  test.each([
    "C:\\Program Files\\WindowsApps\\OpenAI.ChatGPT-Desktop_1.2026.1.0_x64__2p2nqsd0c76g0\\app\\ChatGPT.exe",
    "C:\\Program Files\\WindowsApps\\OpenAI.Codex_26.707.0.0_x64__0123456789abc\\app\\ChatGPT.exe",
    "C:\\Program Files\\WindowsApps\\Evil.OpenAI.Codex_1_x64__2p2nqsd0c76g0\\app\\ChatGPT.exe",
    "C:\\Users\\Kim\\AppData\\Local\\Programs\\ChatGPT\\ChatGPT.exe",
    "C:\\Codex.exe",
    `${folder}\\app\\resources\\codex.exe`,
  ])("is not %s", (program) => {
    expect(isWindowsDesktop(program)).toBe(false);
  });

  test("is started by its package family and the id in its manifest", () => {
    const manifest = '<Applications><Application Executable="app\\ChatGPT.exe" Id="Codex">';
    expect(applicationUserModelId(desktop, manifest)).toBe("OpenAI.Codex_2p2nqsd0c76g0!Codex");
    expect(applicationUserModelId(desktop, "")).toBe("OpenAI.Codex_2p2nqsd0c76g0!App");
    expect(applicationUserModelId("C:\\Codex.exe", manifest)).toBeUndefined();
  });
});

describe("a Windows command line", () => {
  test.each([
    ['"C:\\Program Files\\a b.exe" one  two', ["C:\\Program Files\\a b.exe", "one", "two"]],
    ['a "" b', ["a", "", "b"]],
    ['a "b c"d', ["a", "b cd"]],
    ['a "say \\"hi\\""', ["a", 'say "hi"']],
    ['a C:\\x\\ "C:\\y\\\\" z', ["a", "C:\\x\\", "C:\\y\\", "z"]],
    ["  ", []],
    ["", []],
  ])("%j is %j", (line, args) => {
    expect(windowsArguments(line)).toEqual(args);
  });

  test("is read in time linear in its length", () => {
    expect(windowsArguments("\\".repeat(30_000))).toEqual(["\\".repeat(30_000)]);
  });
});
