import { Suspense, useEffect } from "react";
import { DropArea } from "./components/DropArea.tsx";
import { LiveRegion } from "./components/LiveRegion.tsx";
import { ProgressLine } from "./components/ProgressLine.tsx";
import { Rail } from "./components/Rail.tsx";
import { StatusStrip } from "./components/StatusStrip.tsx";
import { useFlow } from "./flow.ts";
import { useNotice } from "./notices.ts";
import { part } from "./part.ts";
import { followScroll } from "./place.ts";
import { useSnapshot } from "./store.ts";
import { applyTheme } from "./theme.ts";
import { useProposal } from "./useProposal.ts";
import { useShortcuts } from "./useShortcuts.ts";
import { viewsByName } from "./views/registry.tsx";
import { applyLanguage, words } from "./words.ts";

const DriftNotice = part(async () => (await import("./components/DriftNotice.tsx")).DriftNotice);
const OpenDialog = part(async () => (await import("./components/OpenDialog.tsx")).OpenDialog);
const Toasts = part(async () => (await import("./components/Toasts.tsx")).Toasts);
const CommandPalette = part(
  async () => (await import("./palette/CommandPalette.tsx")).CommandPalette,
);
const OnboardingView = part(async () => {
  const [{ OnboardingView }, { loadWords }] = await Promise.all([
    import("./views/onboarding/OnboardingView.tsx"),
    import("../app/i18n/loadWords.ts"),
  ]);
  await loadWords(words, "onboarding");
  return OnboardingView;
});

/** The window. */
export function App() {
  const { language, theme } = useSnapshot((state) => state.settings);
  const isSettingUp = useSnapshot(({ onboarding }) => onboarding.status === "open");
  useEffect(() => applyTheme(theme), [theme]);
  const hasDrift = useSnapshot(({ drift }) => drift !== undefined);
  useShortcuts();
  useProposal();
  useEffect(() => {
    void applyLanguage(language);
  }, [language]);
  return (
    <div className="frame">
      {isSettingUp ? (
        <Suspense>
          <OnboardingView />
        </Suspense>
      ) : (
        <>
          <Rail />
          <StatusStrip />
          <main ref={followScroll} className="frame-main" tabIndex={-1}>
            <Suspense>{hasDrift && <DriftNotice />}</Suspense>
            <Suspense>
              <CurrentView />
            </Suspense>
          </main>
        </>
      )}
      <ProgressLine />
      <DropArea />
      <LiveRegion />
      <Later />
    </div>
  );
}

function CurrentView() {
  const view = useFlow((flow) => flow.view);
  const Component = viewsByName[view].component;
  return <Component />;
}

/** What is not on the first screen, loaded when it is first wanted. */
function Later() {
  const dialog = useFlow((flow) => flow.dialog);
  const isPaletteOpen = useFlow((flow) => flow.isPaletteOpen);
  // Stays once it is there, so that a notice can leave as it came.
  const hasToasts = useNotice((state) => state.isInUse);
  return (
    <>
      <Suspense>{dialog && <OpenDialog dialog={dialog} />}</Suspense>
      <Suspense>{isPaletteOpen && <CommandPalette />}</Suspense>
      <Suspense>{hasToasts && <Toasts />}</Suspense>
    </>
  );
}
