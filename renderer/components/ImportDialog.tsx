import { useState } from "react";
import type { Change } from "../../app/change/change.ts";
import type { StagedBlock } from "../../app/change/stagedBlock.ts";
import { tellOutcome } from "../actions/tellOutcome.ts";
import { closeDialog } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { Choice } from "./Choice.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import { DiffPreview } from "./DiffPreview.tsx";
import { FailureNotice } from "./FailureNotice.tsx";
import { FoundProviders } from "./FoundProviders.tsx";
import { formatList } from "./formats.ts";
import styles from "./ImportDialog.module.css";
import { PreviewPending } from "./PreviewPending.tsx";
import { keysWithoutValue, RootKeyChoices } from "./RootKeyChoices.tsx";
import { StaleNote } from "./StaleNote.tsx";
import { useChangePreview } from "./useChangePreview.ts";

interface ImportDialogProps {
  readonly block: StagedBlock;
  /** Whether it was added from a balance of the account, where using it is another button. */
  readonly isFromAccount: boolean;
  /** Whether the user is on the way to using it. */
  readonly isSwitch: boolean;
}

/** What was found in a block, what to take over of it, and what that does to the file. */
export function ImportDialog({ block, isFromAccount, isSwitch }: ImportDialogProps) {
  const { t, language } = useWords();
  const { importId, format, providers, suggestions, leftOut } = block;
  const known = useSnapshot((state) => state.providers);
  const activeNow = useSnapshot((state) => state.activeProviderId);
  // A file with several providers may leave open which of them is meant.
  const isClear = block.activeId !== undefined || providers.length === 1;
  const [activate, setActivate] = useState(
    isSwitch || (isFromAccount ? activeNow === undefined : isClear),
  );
  const [rootKeys, setRootKeys] = useState(() => keysWithoutValue(suggestions));
  const change: Change = { kind: "importBlock", importId, activate, rootKeys: [...rootKeys] };
  const { preview, failure, isCurrent, isStale, isApplying, apply } = useChangePreview(
    change,
    false,
  );
  const nameOf = (id: string): string =>
    [...providers, ...known].find((provider) => provider.id === id)?.name ?? id;
  const activeId = block.activeId ?? providers[0]?.id ?? "";
  const isRenewal = isFromAccount && providers.every(({ isKnown }) => isKnown);
  const name = nameOf(activeId);
  const changesNothing = isCurrent && preview !== undefined && preview.hunks.length === 0;

  async function applyAndClose(): Promise<void> {
    const reply = await apply();
    if (!reply) return;
    closeDialog();
    tellOutcome(change, reply, name);
  }

  function titleOf(): string {
    if (!isFromAccount) return t("importing.title");
    return isRenewal ? t("importing.updateTitle", { name }) : t("importing.addTitle", { name });
  }

  return (
    <DialogFrame
      title={titleOf()}
      action={
        <Button
          data-autofocus
          variant="primary"
          isDisabled={!isCurrent || isApplying || failure !== undefined || changesNothing}
          onClick={() => void applyAndClose()}
        >
          {isRenewal ? t("importing.applyUpdate") : t("importing.apply")}
        </Button>
      }
    >
      {isRenewal && <p>{t("importing.renewed", { name })}</p>}
      {format !== "toml" && <p className="dimmed">{t(`importing.from.${format}`)}</p>}
      <FoundProviders providers={providers} />
      {!(isRenewal && activeId === activeNow) && (
        <Choice
          kind="switch"
          label={t("importing.activate", { name })}
          hint={t("importing.activateHint")}
          isOn={activate}
          onChange={setActivate}
        />
      )}
      <RootKeyChoices suggestions={suggestions} taken={rootKeys} onChange={setRootKeys} />
      {leftOut.length > 0 && (
        <p className={styles.leftOut}>
          {t("importing.leftOut", { keys: formatList(leftOut, language) })}
        </p>
      )}
      {isStale && <StaleNote />}
      {failure && <FailureNotice failure={failure} />}
      {changesNothing && !failure && <p>{t("importing.upToDate")}</p>}
      {preview && !failure && !changesNothing && (
        <DiffPreview preview={preview} nameOf={nameOf} isCurrent={isCurrent} />
      )}
      {!preview && !failure && <PreviewPending />}
    </DialogFrame>
  );
}
