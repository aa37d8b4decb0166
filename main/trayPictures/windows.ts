/** The pictures for Windows by their path. */
export const pictures: Readonly<Record<string, string>> = import.meta.glob(
  "../../build/icons/tray/windows/*.png",
  { query: "?inline", import: "default", eager: true },
);
