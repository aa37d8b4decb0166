/** The pictures for macOS by their path. */
export const pictures: Readonly<Record<string, string>> = import.meta.glob(
  "../../build/icons/tray/mac/*.png",
  { query: "?inline", import: "default", eager: true },
);
