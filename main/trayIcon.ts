import { type NativeImage, nativeImage, screen } from "electron";

/** What the tray icon tells by its shape: a ring filled in eighths, that little is left, or that something is wrong. */
export type TrayIconKind = "attention" | "low" | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Makes a tray icon. */
export type TrayIconSource = (kind: TrayIconKind) => NativeImage;

/** What Windows shows in its tray at 100 %, in pixels; and what there are pictures of. */
const WINDOWS_SIZE = 16;
const windowsSizes = [16, 20, 24, 28, 32, 40, 48] as const;

/** Loads the pictures of this platform, and no others: they are on the way to the icon. */
export async function loadTrayIcons(platform: NodeJS.Platform): Promise<TrayIconSource> {
  switch (platform) {
    case "darwin": {
      const { pictures } = await import("./trayPictures/mac.ts");
      return (kind) => {
        const one = pictureOf(pictures, `mac/${nameOf(kind)}Template`);
        const two = pictureOf(pictures, `mac/${nameOf(kind)}Template@2x`);
        const image = imageOf([one, two]);
        // macOS colours a template itself, to suit a light or dark menu bar.
        image.setTemplateImage(true);
        return image;
      };
    }
    case "win32": {
      const { pictures } = await import("./trayPictures/windows.ts");
      // Electron makes the icon of the first representation only, and Windows enlarges what is too small.
      return (kind) => {
        const size = windowsSize(screen.getPrimaryDisplay().scaleFactor);
        return imageOf([pictureOf(pictures, `windows/${nameOf(kind)}.${size}`)]);
      };
    }
    default: {
      const { pictures } = await import("./trayPictures/linux.ts");
      // Electron sends the desktop the largest representation only: one that is sharp when it is halved, too.
      return (kind) => imageOf([pictureOf(pictures, `linux/${nameOf(kind)}`)]);
    }
  }
}

/** The size in pixels of the picture for a Windows screen of this scale, of those that there are. */
export function windowsSize(scaleFactor: number): number {
  const wanted = Math.round(WINDOWS_SIZE * scaleFactor);
  return windowsSizes.find((size) => size >= wanted) ?? Math.max(...windowsSizes);
}

/** The ring for a share from 0 to 1; any money at all fills one eighth. */
export function ringFor(share: number): TrayIconKind {
  const eighths = share > 0 ? Math.max(1, Math.round(share * 8)) : 0;
  return Math.min(8, eighths) as TrayIconKind;
}

function nameOf(kind: TrayIconKind): string {
  return typeof kind === "string" ? kind : `ring-${kind}`;
}

function pictureOf(pictures: Readonly<Record<string, string>>, path: string): string {
  const picture = pictures[`../../build/icons/tray/${path}.png`];
  if (picture === undefined) throw new Error(`there is no tray picture ${path}`);
  return picture;
}

/** An image of pictures, the first for 1 pixel per point, the second for 2. */
function imageOf(pictures: readonly string[]): NativeImage {
  const image = nativeImage.createEmpty();
  for (const [index, dataURL] of pictures.entries())
    image.addRepresentation({ scaleFactor: index + 1, dataURL });
  return image;
}
