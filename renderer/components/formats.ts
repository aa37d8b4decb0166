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
  return size < 1000
    ? new Intl.NumberFormat(language, { ...style, unit: "byte", unitDisplay: "long" }).format(size)
    : new Intl.NumberFormat(language, { ...style, unit: "kilobyte" }).format(size / 1000);
}
