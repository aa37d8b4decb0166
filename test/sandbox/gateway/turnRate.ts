/** Counts turns per balance within the last minute. */
export interface TurnRate {
  /** Notes a turn; returns the seconds to wait when there were `limit` already, else 0. */
  note(balanceId: string, limit: number, nowMs: number): number;
}

const windowMs = 60_000;

/** A rate with no turns yet. */
export function createTurnRate(): TurnRate {
  const seen = new Map<string, number[]>();
  return {
    note(balanceId, limit, nowMs) {
      const recent = (seen.get(balanceId) ?? []).filter((at) => nowMs - at < windowMs);
      seen.set(balanceId, recent);
      const oldest = recent[recent.length - limit];
      if (oldest !== undefined) return Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1000));
      recent.push(nowMs);
      return 0;
    },
  };
}
