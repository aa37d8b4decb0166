import { Fragment, useId } from "react";
import { hasProblem, openFindings } from "../../app/state.ts";
import { type View, views } from "../../app/views.ts";
import { showView, useFlow } from "../flow.ts";
import { ariaKeysOf, keysOf } from "../shortcuts.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { viewsByName } from "../views/registry.tsx";
import { AccountLine } from "./AccountLine.tsx";
import styles from "./Rail.module.css";
import { RingGauge } from "./RingGauge.tsx";

/** The left rail: where one can go. */
export function Rail() {
  const { t } = useWords();
  return (
    <nav className={`frame-rail ${styles.rail}`} aria-label={t("nav.label")}>
      <div className="frame-brand">
        <span className="frame-mark">
          <RingGauge share={0.72} size={22} />
        </span>
        <span className="frame-name">{t("app.name")}</span>
      </div>
      <ul className="frame-list">
        {views.map((view) => (
          <Fragment key={view}>
            {/* Apart from the rest, at the end. */}
            {view === "settings" && <li className={styles.gap} />}
            <RailItem view={view} />
          </Fragment>
        ))}
      </ul>
      <AccountLine />
    </nav>
  );
}

function RailItem({ view }: { readonly view: View }) {
  const { t } = useWords();
  const isCurrent = useFlow((flow) => flow.view === view);
  const Icon = viewsByName[view].icon;
  const noteId = useId();
  const needsAttention = useSnapshot((state) => view === "config" && hasProblem(state));
  const findings = useSnapshot((state) => (view === "health" ? openFindings(state).length : 0));
  const note = needsAttention
    ? t("nav.attention")
    : findings > 0
      ? t("nav.findings", { count: findings })
      : undefined;
  return (
    <li>
      <button
        type="button"
        className={`frame-item ${styles.item}`}
        aria-current={isCurrent ? "page" : undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        aria-keyshortcuts={ariaKeysOf(view)}
        title={`${t(`nav.${view}`)} (${keysOf(view)})`}
        onClick={() => showView(view)}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="frame-words">{t(`nav.${view}`)}</span>
        {needsAttention && <span className={styles.badge} />}
        {findings > 0 && (
          <span className={styles.count} aria-hidden="true">
            {findings}
          </span>
        )}
      </button>
      {note !== undefined && (
        <span id={noteId} className="visually-hidden">
          {note}
        </span>
      )}
    </li>
  );
}
