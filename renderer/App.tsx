import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { DropArea } from "./components/DropArea.tsx";
import { LiveRegion } from "./components/LiveRegion.tsx";
import { ProgressLine } from "./components/ProgressLine.tsx";
import { Rail } from "./components/Rail.tsx";
import { StatusStrip } from "./components/StatusStrip.tsx";
import { useFlow } from "./flow.ts";
import { loadPartWords } from "./loadPartWords.ts";
import { useNotice } from "./notices.ts";
import { followScroll } from "./place.ts";
import { useSnapshot } from "./store.ts";
import { applyTheme } from "./theme.ts";
import { useProposal } from "./useProposal.ts";
import { useShortcuts } from "./useShortcuts.ts";
import { BalancesView } from "./views/BalancesView.tsx";
import { applyLanguage, words } from "./words.ts";

/** A part of the window that is loaded, with its words, when it is first wanted. */
function part<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [component] = await Promise.all([load(), loadPartWords()]);
    return { default: component };
  });
}

const ConfigView = part(async () => (await import("./views/ConfigView.tsx")).ConfigView);
const BackupsView = part(async () => (await import("./views/BackupsView.tsx")).BackupsView);
const HealthView = part(async () => (await import("./views/HealthView.tsx")).HealthView);
const SettingsView = part(async () => (await import("./views/SettingsView.tsx")).SettingsView);
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
  switch (view) {
    case "balances":
      return <BalancesView />;
    case "config":
      return <ConfigView />;
    case "backups":
      return <BackupsView />;
    case "health":
      return <HealthView />;
    case "settings":
      return <SettingsView />;
  }
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
