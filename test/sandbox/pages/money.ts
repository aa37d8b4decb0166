/** An amount in minor units as people read it: `$12.30`. */
export function money(currency: string, minorUnits: number): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(minorUnits / 100);
}
