import styles from "./RingGauge.module.css";

interface RingGaugeProps {
  /** The share that is left, 0 to 1; undefined: not known. */
  readonly share: number | undefined;
  /** Outer diameter in px. */
  readonly size: number;
  readonly tone?: "accent" | "pay" | "boost" | "link" | "other" | "dimmed";
  /** Adds a notch and a dot: the shape tells, not the colour alone. */
  readonly needsAttention?: boolean;
}

const RADIUS = 13;
const LENGTH = 2 * Math.PI * RADIUS;
/** What the notch takes out of the ring, as a share of the whole. */
const NOTCH = 0.16;
/** Where nothing is known, the ring is drawn in so many pieces. */
const SEGMENTS = 12;

/** The mark of the product: a ring that is full by the share of a balance that is left, or a bare dial where it is not known. */
export function RingGauge({
  share,
  size,
  tone = "accent",
  needsAttention = false,
}: RingGaugeProps) {
  const open = needsAttention ? NOTCH : 0;
  const usable = LENGTH * (1 - open);
  return (
    <svg
      className={styles.ring}
      data-tone={tone}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
    >
      {/* The notch is at the upper right, where the dot sits. */}
      <g transform={`rotate(${-90 + (needsAttention ? 45 + (NOTCH * 360) / 2 : 0)} 16 16)`}>
        {share === undefined ? (
          <circle
            className={styles.dial}
            cx="16"
            cy="16"
            r={RADIUS}
            strokeDasharray={segmentsOf(usable)}
          />
        ) : (
          <>
            <circle
              className={styles.track}
              cx="16"
              cy="16"
              r={RADIUS}
              strokeDasharray={`${usable} ${LENGTH}`}
            />
            <circle
              className={styles.fill}
              cx="16"
              cy="16"
              r={RADIUS}
              strokeDasharray={`${usable} ${LENGTH * 2}`}
              strokeDashoffset={usable * (1 - Math.min(1, Math.max(0, share)))}
            />
          </>
        )}
      </g>
      {needsAttention && <circle className={styles.dot} cx="25.2" cy="6.8" r="3.4" />}
    </svg>
  );
}

/** A dash pattern that draws the usable part of the ring in pieces and leaves the rest open. */
function segmentsOf(usable: number): string {
  const segment = LENGTH / SEGMENTS;
  const count = Math.floor(usable / segment + 0.01);
  const dash = `${segment * 0.62} ${segment * 0.38}`;
  return count === SEGMENTS ? dash : `${Array(count).fill(dash).join(" ")} 0 ${LENGTH}`;
}
