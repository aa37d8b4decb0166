import { type CSSProperties, type KeyboardEvent, useState } from "react";
import type { UsageDay } from "../../app/account/dashboard.ts";
import type { Service } from "../../app/provider/providerView.ts";
import { useWords } from "../useWords.tsx";
import { formatUtcDay } from "./formats.ts";
import styles from "./UsageChart.module.css";

interface UsageChartProps {
  /** Every day, oldest first. */
  readonly days: readonly UsageDay[];
  readonly tone: Service;
  /** Writes an amount in minor units. */
  readonly format: (minor: number) => string;
}

const STEP = 20;
const HEIGHT = 160;
/** Each so many days are named below the chart, counted from the last. */
const NAMED = 7;

/** Bars by day. The day under the pointer, or chosen with the arrow keys, is said above them. */
export function UsageChart({ days, tone, format }: UsageChartProps) {
  const { t, language } = useWords();
  const [at, setAt] = useState<number>();
  const highest = Math.max(...days.map(({ cost }) => cost), 1);
  const picked = at === undefined ? undefined : days[at];
  const last = days.length - 1;

  function walk(event: KeyboardEvent): void {
    const from = at ?? last + 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: Math.max(0, from - 1),
      ArrowRight: Math.min(last, from + 1),
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
  }

  const words = (day: UsageDay) =>
    t("usage.onDay", { money: format(day.cost), date: formatUtcDay(day.date, language) });
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.readout} aria-hidden="true">
        {picked ? words(picked) : <span className="dimmed">{t("usage.pick")}</span>}
      </figcaption>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t("usage.chart")}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={(at ?? last) + 1}
        aria-valuetext={words(days[at ?? last] ?? { date: "1970-01-01", cost: 0 })}
        className={styles.chart}
        onKeyDown={walk}
        onPointerLeave={() => setAt(undefined)}
      >
        <span className={styles.highest} aria-hidden="true">
          {format(highest)}
        </span>
        <svg
          aria-hidden="true"
          className={styles.bars}
          data-tone={tone}
          viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          {days.map(({ date, cost }, index) => {
            const height = cost > 0 ? Math.max(3, (HEIGHT * cost) / highest) : 1;
            return (
              <g key={date} data-picked={index === at || undefined}>
                <rect
                  className={styles.area}
                  x={index * STEP}
                  width={STEP}
                  height={HEIGHT}
                  onPointerEnter={() => setAt(index)}
                />
                <rect
                  className={styles.bar}
                  x={index * STEP + 3}
                  y={HEIGHT - height}
                  width={STEP - 6}
                  height={height}
                />
              </g>
            );
          })}
        </svg>
      </div>
      <div className={styles.days} aria-hidden="true">
        {days.map(
          ({ date }, index) =>
            (last - index) % NAMED === 0 && (
              <span key={date} style={{ "--at": (index + 0.5) / days.length } as CSSProperties}>
                {formatUtcDay(date, language)}
              </span>
            ),
        )}
      </div>
    </figure>
  );
}
