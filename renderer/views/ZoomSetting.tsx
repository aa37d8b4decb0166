import { Minus, Plus } from "lucide-react";
import { nextZoom } from "../../app/settings.ts";
import { changeSettings } from "../actions/changeSettings.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { keysOf } from "../shortcuts.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./SettingsView.module.css";

/** How large everything in the window is. */
export function ZoomSetting() {
  const { t, language } = useWords();
  const zoom = useSnapshot(({ settings }) => settings.zoom);
  const smaller = nextZoom(zoom, -1);
  const larger = nextZoom(zoom, 1);
  return (
    <SettingRow label={t("settings.zoom")}>
      <Button
        className={styles.step}
        aria-label={t("shortcuts.zoomOut")}
        title={keysOf("zoomOut")}
        isDisabled={smaller === zoom}
        onClick={() => void changeSettings({ zoom: smaller })}
      >
        <Minus size={16} aria-hidden="true" />
      </Button>
      <output className={styles.zoom}>
        {new Intl.NumberFormat(language, { style: "percent" }).format(zoom / 100)}
      </output>
      <Button
        className={styles.step}
        aria-label={t("shortcuts.zoomIn")}
        title={keysOf("zoomIn")}
        isDisabled={larger === zoom}
        onClick={() => void changeSettings({ zoom: larger })}
      >
        <Plus size={16} aria-hidden="true" />
      </Button>
      {zoom !== 100 && (
        <Button
          variant="quiet"
          title={keysOf("zoomReset")}
          onClick={() => void changeSettings({ zoom: 100 })}
        >
          {t("shortcuts.zoomReset")}
        </Button>
      )}
    </SettingRow>
  );
}
