import { useEffect, useState } from "react";
import type { Backup } from "../../../app/homes/homeFiles.ts";
import { ask } from "../../actions/ask.ts";
import { Button } from "../../components/Button.tsx";
import { formatMoment } from "../../components/formats.ts";
import { openDialog } from "../../flow.ts";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import { useStepWords } from "./useStepWords.ts";

/** Leads to the newest backup, with a look at it first; nothing where there is none. */
export function RestoreNewest() {
  const { language } = useWords();
  const say = useStepWords();
  const revision = useSnapshot((state) => state.revision);
  const [newest, setNewest] = useState<Backup>();

  // Asked again whenever the file changes, because that is when backups are made.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision is the reason to ask
  useEffect(() => {
    let isWanted = true;
    void ask("listBackups", {}).then((reply) => {
      if (isWanted && reply.ok) setNewest(reply.value[0]);
    });
    return () => {
      isWanted = false;
    };
  }, [revision]);

  if (!newest) return null;
  const { id: backupId, createdAt } = newest;
  return (
    <Button
      onClick={() =>
        openDialog({
          kind: "change",
          change: { kind: "restoreBackup", backupId },
          isStale: false,
          when: formatMoment(createdAt, language),
        })
      }
    >
      {say("repair.restore")}
    </Button>
  );
}
