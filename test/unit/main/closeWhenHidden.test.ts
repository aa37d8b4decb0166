import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeWhenHidden } from "../../../main/closeWhenHidden.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hiddenSoon(isBusy = () => false) {
  const window = Object.assign(new EventEmitter(), { close: vi.fn() });
  closeWhenHidden(window as unknown as Parameters<typeof closeWhenHidden>[0], isBusy);
  return window;
}

test.each(["minimize", "hide"])("a window is closed half a minute after %s", (event) => {
  const window = hiddenSoon();
  window.emit(event);
  vi.advanceTimersByTime(29_999);
  expect(window.close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(window.close).toHaveBeenCalledOnce();
});

test.each(["restore", "show", "closed"])("not once there was %s", (event) => {
  const window = hiddenSoon();
  window.emit("minimize");
  vi.advanceTimersByTime(20_000);
  window.emit(event);
  vi.advanceTimersByTime(120_000);
  expect(window.close).not.toHaveBeenCalled();
});

test("not while something in it is half done", () => {
  let isBusy = true;
  const window = hiddenSoon(() => isBusy);
  window.emit("hide");
  vi.advanceTimersByTime(95_000);
  expect(window.close).not.toHaveBeenCalled();
  isBusy = false;
  vi.advanceTimersByTime(30_000);
  expect(window.close).toHaveBeenCalledOnce();
});
