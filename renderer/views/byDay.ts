import type { Backup } from "../../app/homes/homeFiles.ts";
import { formatDay } from "../components/formats.ts";

interface BackupDay {
  readonly name: string;
  readonly backups: readonly Backup[];
}

/** Groups backups by the user's calendar days, in the order given; the last two days have names. */
export function byDay(
  backups: readonly Backup[],
  language: string,
  names: { readonly today: string; readonly yesterday: string },
  now = new Date(),
): readonly BackupDay[] {
  const today = formatDay(now.toISOString(), language);
  const dayBefore = new Date(now);
  dayBefore.setDate(now.getDate() - 1);
  const yesterday = formatDay(dayBefore.toISOString(), language);
  const days = new Map<string, Backup[]>();
  for (const backup of backups) {
    const day = formatDay(backup.createdAt, language);
    const name = day === today ? names.today : day === yesterday ? names.yesterday : day;
    days.set(name, [...(days.get(name) ?? []), backup]);
  }
  return [...days].map(([name, ofDay]) => ({ name, backups: ofDay }));
}
