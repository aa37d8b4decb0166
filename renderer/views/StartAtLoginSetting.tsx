import { useEffect, useState } from "react";
import { ask } from "../actions/ask.ts";
import { Choice } from "../components/Choice.tsx";
import { tell } from "../notices.ts";
import { useWords } from "../useWords.tsx";

/** Whether the program starts with the computer; the system knows, and may be told elsewhere, too. */
export function StartAtLoginSetting() {
  const { t } = useWords();
  const [isOn, setOn] = useState(false);

  useEffect(() => {
    void ask("startAtLogin", {}).then((reply) => reply.ok && setOn(reply.value.isOn));
  }, []);

  async function turn(wanted: boolean): Promise<void> {
    const reply = await ask("startAtLogin", { isOn: wanted });
    if (reply.ok) setOn(reply.value.isOn);
    else tell({ kind: "failure", failure: reply });
  }

  return (
    <Choice
      kind="switch"
      label={t("settings.startAtLogin")}
      hint={t("settings.startAtLoginHint")}
      isOn={isOn}
      onChange={(wanted) => void turn(wanted)}
    />
  );
}
