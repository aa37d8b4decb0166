import { cleanup, configure, render } from "@testing-library/react";
import { afterAll } from "vitest";
import type { Proposal } from "../../../app/state.ts";
import { App } from "../../../renderer/App.tsx";
import { useFlow } from "../../../renderer/flow.ts";
import { dismissNotice } from "../../../renderer/notices.ts";
import { connectStore } from "../../../renderer/store.ts";
import { forgetUsage } from "../../../renderer/usage.ts";
import { WordsProvider } from "../../../renderer/useWords.tsx";
import { applyLanguage } from "../../../renderer/words.ts";
import { createFakeBridge, type FakeBridge } from "../../renderer/fakeBridge.ts";
import { sceneOf } from "../../renderer/scenes.ts";
import { patience, stayQuiet } from "../../support/patience.ts";

configure({
  asyncUtilTimeout: patience(),
  // The whole document in every error message hides the message.
  getElementError: (message) => new Error(message ?? "not found"),
});

// Transitions that are under way when a file's last test ends still look for the window once.
afterAll(async () => {
  cleanup();
  dismissNotice();
  await stayQuiet(500);
});

/** Opens the window on a scene, in English; `proposal` was made before it opened. */
export async function renderWindow(scene: string, proposal?: Proposal): Promise<FakeBridge> {
  cleanup();
  dismissNotice();
  useFlow.setState({
    view: "balances",
    dialog: undefined,
    isPaletteOpen: false,
    configTarget: undefined,
    pending: 0,
    signInWay: "browser",
  });
  forgetUsage();
  const bridge = await createFakeBridge(sceneOf(scene, { language: "en", theme: "light" }));
  if (proposal) await bridge.propose({ proposal });
  Object.assign(globalThis, { photonmark: bridge });
  await connectStore();
  await applyLanguage("en");
  render(
    <WordsProvider>
      <App />
    </WordsProvider>,
  );
  return bridge;
}
