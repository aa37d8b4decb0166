import { describe, expect, test } from "vitest";
import {
  DESKTOP_BUNDLE,
  readMacBundle,
  readMacProcesses,
  readMacStart,
} from "../../../../main/adapters/codex/processes/macAnswers.ts";

const programs = `    1     0 Mon Nov 16 08:00:01 2026     /sbin/launchd
  501     1 Sun Nov 22 09:12:44 2026     /Applications/ChatGPT.app/Contents/MacOS/ChatGPT
  530   501 Sun Nov 22 09:12:46 2026     /Applications/ChatGPT.app/Contents/Frameworks/ChatGPT Helper (Renderer).app/Contents/MacOS/ChatGPT Helper (Renderer)
  777   776 Sat Nov  7 23:59:59 2026     codex
  800     1 not a date                   /usr/bin/odd
`;
const lines = `    1 /sbin/launchd
  501 /Applications/ChatGPT.app/Contents/MacOS/ChatGPT
  530 /Applications/ChatGPT.app/Contents/Frameworks/ChatGPT Helper (Renderer).app/Contents/MacOS/ChatGPT Helper (Renderer) --type=renderer --lang=en
  777 codex exec fix it
`;

describe("what ps prints on macOS", () => {
  test("is read with spaces in paths, and start times in UTC", () => {
    expect(readMacProcesses(programs, lines)).toEqual([
      {
        pid: 1,
        parent: 0,
        program: "/sbin/launchd",
        args: [],
        startedAt: new Date("2026-11-16T08:00:01Z"),
      },
      {
        pid: 501,
        parent: 1,
        program: "/Applications/ChatGPT.app/Contents/MacOS/ChatGPT",
        args: [],
        startedAt: new Date("2026-11-22T09:12:44Z"),
      },
      {
        pid: 530,
        parent: 501,
        program:
          "/Applications/ChatGPT.app/Contents/Frameworks/ChatGPT Helper (Renderer).app/Contents/MacOS/ChatGPT Helper (Renderer)",
        args: ["--type=renderer", "--lang=en"],
        startedAt: new Date("2026-11-22T09:12:46Z"),
      },
      {
        pid: 777,
        parent: 776,
        program: "codex",
        args: ["exec", "fix", "it"],
        startedAt: new Date("2026-11-07T23:59:59Z"),
      },
    ]);
  });

  test.each([
    ["Sun Nov 22 09:12:44 2026", "2026-11-22T09:12:44Z"],
    ["  Sat Nov  7 23:59:59 2026    ", "2026-11-07T23:59:59Z"],
    ["Sun 22 Nov 09:12:44 2026", "2026-11-22T09:12:44Z"],
    ["Sat  7 Nov 23:59:59 2026\n", "2026-11-07T23:59:59Z"],
  ])("tells of %j as a start", (text, started) => {
    expect(readMacStart(text)).toEqual(new Date(started));
  });

  test.each(["", "ps: illegal option", "Sun Nov 99 09:12:44 2026", "日 11/22 09:12:44 2026"])(
    "tells nothing of a start with %j",
    (text) => {
      expect(readMacStart(text)).toBeUndefined();
    },
  );

  test("is nothing where ps failed", () => {
    expect(readMacProcesses("", "")).toEqual([]);
    expect(readMacProcesses("ps: illegal option", "x")).toEqual([]);
  });
});

const applications = ` 0) "loginwindow" ASN:0x0-0x1001: (in front)
    bundleID="com.apple.loginwindow"
    bundle path="/System/Library/CoreServices/loginwindow.app"
    executable path="/System/Library/CoreServices/loginwindow.app/Contents/MacOS/loginwindow"
    pid = 152 type="UIElement" flavor=3 Version="1940" fileType="APPL" creator="lgnw" Arch=ARM64
    launch time =  2026/11/16 08:00:12 ( 6 days, 1 hours ago )

 7) "ChatGPT" ASN:0x0-0x5c05c:
    bundleID="com.openai.codex"
    bundle path="/Applications/ChatGPT.app"
    executable path="/Applications/ChatGPT.app/Contents/MacOS/ChatGPT"
    pid = 501 type="Foreground" flavor=3 Version="26.707.1" fileType="APPL" creator="????" Arch=ARM64
    parentASN="loginwindow" ASN:0x0-0x1001:
    launch time =  2026/11/22 09:12:44 ( 2 hours, 5 minutes ago )

12) "ChatGPT" ASN:0x0-0x71071:
    bundleID="com.openai.chat"
    bundle path="/Applications/ChatGPT Classic.app"
    executable path="/Applications/ChatGPT Classic.app/Contents/MacOS/ChatGPT"
    pid = 640 type="Foreground" flavor=3 Version="1.2026.1" fileType="APPL" creator="????" Arch=ARM64

13) "odd" ASN:0x0-0x72072:
    bundleID=[ NULL ]
    pid = 650 type="BackgroundOnly"
`;

describe("what lsappinfo prints", () => {
  test("names Codex's app by its bundle, not the other app of the same name", () => {
    expect(readMacBundle(applications, DESKTOP_BUNDLE)).toEqual([501]);
  });

  test("names it however its bundle is spelt", () => {
    const spelt = applications.replace("com.openai.codex", "com.openai.Codex");
    expect(readMacBundle(spelt, DESKTOP_BUNDLE)).toEqual([501]);
  });

  test("names nobody when it does not run", () => {
    expect(readMacBundle(applications.replace("com.openai.codex", "x"), DESKTOP_BUNDLE)).toEqual(
      [],
    );
    expect(readMacBundle("", DESKTOP_BUNDLE)).toEqual([]);
  });
});
