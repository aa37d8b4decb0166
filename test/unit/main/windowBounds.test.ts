import { describe, expect, test } from "vitest";
import { parseSettings } from "../../../app/settings.ts";
import { boundsNear, boundsOnScreen } from "../../../main/windowBounds.ts";

const screen = { x: 0, y: 32, width: 1920, height: 1048 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const size = { width: 920, height: 640 };

describe("a window comes back", () => {
  test("where it was, on any screen that is there", () => {
    const there = { x: 100, y: 50, width: 1000, height: 700 };
    expect(boundsOnScreen(there, [screen])).toEqual(there);
    const beside = { x: -900, y: 10, width: 1000, height: 700 };
    expect(boundsOnScreen(beside, [screen, left])).toEqual(beside);
  });

  test.each([
    [{ x: -2000, y: 50, ...size }],
    [{ x: 1900, y: 50, ...size }],
    [{ x: 100, y: 5000, ...size }],
    [{ x: 100, y: -500, ...size }],
    [{ x: -900, y: 10, ...size }],
  ])("in its size alone when %j is on no screen any more", (bounds) => {
    expect(boundsOnScreen(bounds, [screen])).toEqual(size);
  });

  test("no smaller than it can be, and in the usual size the first time", () => {
    const tiny = { x: 10, y: 40, width: 1, height: 1 };
    expect(boundsOnScreen(tiny, [screen])).toEqual({ x: 10, y: 40, width: 720, height: 520 });
    expect(boundsOnScreen(undefined, [screen])).toEqual(size);
  });
});

describe("a window next to the tray icon", () => {
  test("hangs below a panel at the top", () => {
    const icon = { x: 1700, y: 4, width: 24, height: 24 };
    expect(boundsNear(icon, size, screen)).toEqual({ x: 1000, y: 32, ...size });
  });

  test("stands on a panel at the bottom", () => {
    const area = { x: 0, y: 0, width: 1920, height: 1040 };
    const icon = { x: 900, y: 1044, width: 32, height: 32 };
    expect(boundsNear(icon, size, area)).toEqual({ x: 456, y: 400, ...size });
  });

  test("stays on the screen, also one that is smaller than it", () => {
    const pointer = { x: 2, y: 2, width: 0, height: 0 };
    expect(boundsNear(pointer, size, screen)).toEqual({ x: 0, y: 32, ...size });
    const small = { x: 0, y: 0, width: 800, height: 600 };
    expect(boundsNear(pointer, size, small)).toEqual(small);
  });
});

describe("what the window remembers", () => {
  test.each([
    { windowBounds: { x: 1, y: 2, width: "3", height: 4 } },
    { windowBounds: { x: 1.5, y: 2, width: 3, height: 4 } },
    { windowBounds: { x: 1e9, y: 2, width: 3, height: 4 } },
    { windowBounds: [1, 2, 3, 4] },
    { windowBounds: null, isMaximized: "yes" },
  ])("is not taken from %j", (stored) => {
    const { windowBounds, isMaximized } = parseSettings(stored);
    expect([windowBounds, isMaximized]).toEqual([undefined, false]);
  });
});
