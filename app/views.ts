/** The views of the window in the order of the rail, each with the key that leads there. */
export const viewKeys = {
  balances: "1",
  config: "2",
  backups: "3",
  health: "4",
  settings: ",",
} as const;

/** One of {@link viewKeys}. */
export type View = keyof typeof viewKeys;

/** All views, in the order of the rail. */
export const views = Object.keys(viewKeys) as readonly View[];

/** Whether a shortcut, by its name, leads to a view. */
export function isView(shortcut: string): shortcut is View {
  return Object.hasOwn(viewKeys, shortcut);
}
