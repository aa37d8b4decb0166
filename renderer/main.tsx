import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { connectPlace } from "./place.ts";
import { connectStore, useAppState } from "./store.ts";
import { applyTheme } from "./theme.ts";
import { WordsProvider } from "./useWords.tsx";
import { applyLanguage } from "./words.ts";

/** Theme and language are in place before the first word is painted. */
async function start(root: HTMLElement): Promise<void> {
  await connectStore();
  await connectPlace();
  const { snapshot } = useAppState.getState();
  if (snapshot) {
    applyTheme(snapshot.settings.theme);
    await applyLanguage(snapshot.settings.language);
  }
  createRoot(root).render(
    <StrictMode>
      <WordsProvider>
        <App />
      </WordsProvider>
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
