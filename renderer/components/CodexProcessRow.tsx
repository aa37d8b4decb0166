import { Code, MonitorDot, Plug, Server, SquareTerminal, Timer } from "lucide-react";
import type { ReactNode } from "react";
import type { CodexProcessKind, CodexProcessView } from "../../app/codex/codexProcesses.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import { nameOf } from "../actions/tellOutcome.ts";
import { useSnapshot } from "../store.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import { formatMoment, formatTime } from "./formats.ts";
import styles from "./RestartDialog.module.css";

const icons: Record<CodexProcessKind, ReactNode> = {
  desktop: <MonitorDot size={16} aria-hidden="true" />,
  terminal: <SquareTerminal size={16} aria-hidden="true" />,
  task: <Timer size={16} aria-hidden="true" />,
  editor: <Code size={16} aria-hidden="true" />,
  server: <Plug size={16} aria-hidden="true" />,
  daemon: <Server size={16} aria-hidden="true" />,
};

/** One process of Codex: what it is, what it still uses, and what to do about that. */
export function CodexProcessRow({ process }: { readonly process: CodexProcessView }) {
  const { t, language } = useWords();
  const now = useNow();
  const activeId = useSnapshot(({ activeProviderId }) => activeProviderId);
  const { kind, startedAt, stillUses, pid } = process;
  const isToday = new Date(startedAt).toDateString() === now.toDateString();
  const time = isToday ? formatTime(startedAt, language) : formatMoment(startedAt, language);
  const state = stillUses ? stillWords(stillUses.providerId, activeId, t) : t("restart.current");
  return (
    <li className={styles.row} data-stale={stillUses !== undefined || undefined}>
      {icons[kind]}
      <div className={styles.words}>
        <div className={styles.head}>
          <strong>{titleOf(process, t)}</strong>
          <span className={styles.since} title={`PID ${pid}`}>
            {t("restart.since", { time })}
          </span>
          <span className={styles.state}>{state}</span>
        </div>
        {(stillUses || kind === "daemon") && (
          <p className="dimmed">{t(`restart.advice.${kind}`)}</p>
        )}
      </div>
    </li>
  );
}

function titleOf({ kind, host }: CodexProcessView, t: Translate): string {
  if (host !== undefined && kind === "editor") return t("restart.editorNamed", { host });
  if (host !== undefined && kind === "server") return t("restart.serverNamed", { host });
  return t(`restart.kinds.${kind}`);
}

function stillWords(id: string | undefined, activeId: string | undefined, t: Translate): string {
  if (id === undefined) return t("restart.stillUses", { name: t("restart.builtIn") });
  return t(id === activeId ? "restart.oldKey" : "restart.stillUses", { name: nameOf(id) });
}
