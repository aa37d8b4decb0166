/** A time of day in the user's locale. `at` is ISO 8601. */
export function formatTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(at));
}

/** A calendar day in the user's locale and time zone, such as "Friday, 20 November 2026". `at` is ISO 8601. */
export function formatDay(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(new Date(at));
}

/** A file size in the user's locale. `size` is in bytes. */
export function formatSize(size: number, language: string): string {
  const isSmall = size < 1000;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: isSmall ? "byte" : "kilobyte",
    maximumFractionDigits: isSmall ? 0 : 1,
  }).format(isSmall ? size : size / 1000);
}
