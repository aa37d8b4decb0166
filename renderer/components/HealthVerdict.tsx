import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { formatTime } from "./formats.ts";
import styles from "./HealthVerdict.module.css";

interface HealthVerdictProps {
  /** How many findings ought to be seen to. */
  readonly count: number;
  /** How many of them need no question. */
  readonly safe: number;
  readonly lookedAt: string | undefined;
}

/** The state in one sentence: whether something is wrong, when that was looked at, and who agreed. */
export function HealthVerdict({ count, safe, lookedAt }: HealthVerdictProps) {
  const { t, language } = useWords();
  const check = useSnapshot((state) => state.codexCheck);
  const isReadable = useSnapshot((state) => state.configProblem === undefined);
  const isWell = count === 0 && lookedAt !== undefined && isReadable;
  const Icon = lookedAt === undefined ? CircleDashed : isWell ? CircleCheck : CircleAlert;
  const title =
    lookedAt === undefined
      ? t("health.notLooked")
      : isWell
        ? t("health.none")
        : count === 0
          ? t("health.unreadable")
          : t("health.count", { count });
  const facts = [
    safe > 0 && t("health.fixAllHint", { count: safe }),
    lookedAt !== undefined && t("health.looked", { time: formatTime(lookedAt, language) }),
    check.status === "accepted" && t("health.agrees", { version: check.version }),
    check.status === "notFound" && t("health.notAsked"),
  ].filter((fact) => fact !== false);
  return (
    <div className={styles.verdict} data-well={isWell || undefined} role="status">
      <Icon size={isWell ? 28 : 20} strokeWidth={1.75} aria-hidden="true" />
      <div>
        <p className={styles.title}>{title}</p>
        <p className="dimmed">
          {facts.reduce(
            (first, second) => (first ? t("strip.sentences", { first, second }) : second),
            "",
          )}
        </p>
      </div>
    </div>
  );
}
