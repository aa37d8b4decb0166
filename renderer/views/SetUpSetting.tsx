import { setUp } from "../actions/setUp.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** Goes through the steps of setting up once more, or goes on with them. */
export function SetUpSetting() {
  const { t } = useWords();
  const wasLeft = useSnapshot(({ onboarding }) => onboarding.status === "left");
  return (
    <SettingRow label={t("setUp.label")} hint={t("setUp.hint")}>
      <Button onClick={() => void setUp({ kind: "open" })}>
        {wasLeft ? t("setUp.resume") : t("setUp.open")}
      </Button>
    </SettingRow>
  );
}
