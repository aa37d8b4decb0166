import { expect, test, vi } from "vitest";
import { lazyPort } from "../../../main/adapters/lazyPorts.ts";

/** A port whose methods need each other. */
const counter = () => ({
  count: 0,
  add(step: number) {
    this.count += step;
    return Promise.resolve(this.count);
  },
  fail: () => Promise.reject(new Error("no")),
});

type Counter = Pick<ReturnType<typeof counter>, "add" | "fail">;

test("nothing is loaded before a method is called, and then only once", async () => {
  const load = vi.fn(async (): Promise<Counter> => counter());
  const port = lazyPort(load, "add", "fail");
  expect(load).not.toHaveBeenCalled();
  expect(await Promise.all([port.add(2), port.add(3)])).toEqual([2, 5]);
  await expect(port.fail()).rejects.toThrow("no");
  expect(load).toHaveBeenCalledOnce();
});

test("what cannot be loaded fails the call", async () => {
  const port = lazyPort<Counter, "add">(() => Promise.reject(new Error("missing")), "add");
  await expect(port.add(1)).rejects.toThrow("missing");
});

test("it has the named methods as its own, so that it can be completed with others", () => {
  const port = lazyPort(async (): Promise<Counter> => counter(), "add");
  expect(Object.keys({ ...port })).toEqual(["add"]);
});
