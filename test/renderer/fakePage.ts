import "./withoutGeneratedCode.ts";
import { createFakeBridge, type FakeBridge, fakePathOf } from "./fakeBridge.ts";
import { sceneOf } from "./scenes.ts";

/** Gives a page in a plain browser the bridge of `?scene=…&language=…&theme=…`. */
const query = new URLSearchParams(location.search);
const language = query.get("language") === "zh-CN" ? "zh-CN" : "en";
const theme = query.get("theme") === "dark" ? "dark" : "light";
const made = createFakeBridge(sceneOf(query.get("scene") ?? "normal", { language, theme }));
const lateBridge = {
  pathOf: (file: File) => fakePathOf(file),
  getState: async () => (await made).getState(),
  onState: (listener: Parameters<FakeBridge["onState"]>[0]) => {
    void made.then((bridge) => bridge.onState(listener));
    return () => undefined;
  },
};
Object.assign(globalThis, {
  photonmark: new Proxy(lateBridge, {
    get: (target, name: keyof FakeBridge & keyof typeof lateBridge) =>
      target[name] ??
      ((input: never) => made.then((bridge) => (bridge[name] as (input: never) => unknown)(input))),
  }),
  fakeBridge: made,
});
