/** A time of day in the user's locale. `at` is ISO 8601. */
export function formatTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(at));
}

/** A calendar day in the user's locale and time zone, such as "Friday, 20 November 2026". `at` is ISO 8601. */
export function formatDay(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(new Date(at));
}

/** A day and time in the user's locale, short. `at` is ISO 8601. */
export function formatMoment(at: string, language: string): string {
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat(language, style).format(new Date(at));
}

/** A file size in the user's locale. `size` is in bytes. */
export function formatSize(size: number, language: string): string {
  const style = { style: "unit", maximumFractionDigits: 1 } as const;
  const text =
    size < 1000
      ? new Intl.NumberFormat(language, { ...style, unit: "byte", unitDisplay: "long" }).format(
          size,
        )
      : new Intl.NumberFormat(language, { ...style, unit: "kilobyte" }).format(size / 1000);
  // Chinese sets a space between a number and a unit, which Intl leaves out before 字节.
  return text.replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
}

/** Names one after another, with the marks between them that the language uses: "a, b", "a、b". */
export function formatList(names: readonly string[], language: string): string {
  // Intl joins the last two with a word, or leaves the mark out.
  return names.join(language.startsWith("zh") ? "、" : ", ");
}

/** A day in few words, with the year only where it is not this one. `at` is ISO 8601. */
export function formatDate(at: string, language: string, now: Date): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === now.getFullYear();
  const year = isThisYear ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", ...year }).format(
    date,
  );
}

/** How long ago something was, such as "20 min. ago"; at least a minute. `at` is ISO 8601. */
export function formatAge(at: string, language: string, now: Date): string {
  const minutes = Math.max(1, Math.round((now.getTime() - Date.parse(at)) / 60_000));
  const format = new Intl.RelativeTimeFormat(language, { style: "short" });
  if (minutes < 60) return format.format(-minutes, "minute");
  if (minutes < 48 * 60) return format.format(-Math.round(minutes / 60), "hour");
  return format.format(-Math.round(minutes / (24 * 60)), "day");
}

/** A day of the service, which counts by UTC, in few words. `date` is `2026-01-31`. */
export function formatUtcDay(date: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));
}
