import { type NativeImage, nativeImage } from "electron";

/** What the tray icon tells by its shape: a ring filled in eighths, that little is left, or that something is wrong. */
export type TrayIconKind = "attention" | "low" | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const pictures: Readonly<Record<string, string>> = import.meta.glob(
  "../build/icons/tray/**/*.png",
  { query: "?inline", import: "default", eager: true },
);

/** The pictures of a platform: their folder, and how many device pixels per point each is sharp at. */
const sets = {
  darwin: { folder: "mac/", suffix: "Template", scales: [1, 2] },
  win32: { folder: "windows/", suffix: "", scales: [1, 1.25, 1.5, 2] },
  linux: { folder: "", suffix: "", scales: [1, 2] },
} as const;

/** The tray icon, drawn for this platform and sharp at its usual scales. */
export function trayIcon(kind: TrayIconKind): NativeImage {
  const set =
    sets[
      process.platform === "darwin" || process.platform === "win32" ? process.platform : "linux"
    ];
  const name = typeof kind === "string" ? kind : `ring-${kind}`;
  const image = nativeImage.createEmpty();
  for (const scaleFactor of set.scales) {
    const scale = scaleFactor === 1 ? "" : `@${scaleFactor}x`;
    const path = `../build/icons/tray/${set.folder}${name}${set.suffix}${scale}.png`;
    const dataURL = pictures[path];
    if (dataURL !== undefined) image.addRepresentation({ scaleFactor, dataURL });
  }
  // macOS colours a template itself, to suit a light or dark menu bar.
  image.setTemplateImage(process.platform === "darwin");
  return image;
}

/** The ring for a share from 0 to 1; any money at all fills one eighth. */
export function ringFor(share: number): TrayIconKind {
  const eighths = share > 0 ? Math.max(1, Math.round(share * 8)) : 0;
  return Math.min(8, eighths) as TrayIconKind;
}
