import { expect, it } from "vitest";
import { checkNode } from "../../../build/setup.mjs";

it.each(["20.19.0", "20.20.2", "22.0.0"])("Node %s is new enough", (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

it.each(["18.20.0", "20.18.9"])("Node %s is refused with both versions named", (version) => {
  expect(() => checkNode(version)).toThrow(`needs Node 20.19 or newer; this is ${version}`);
});
