/** The pictures for Linux by their path. */
export const pictures: Readonly<Record<string, string>> = import.meta.glob(
  "../../build/icons/tray/linux/*.png",
  { query: "?inline", import: "default", eager: true },
);
