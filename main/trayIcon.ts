import { type NativeImage, nativeImage } from "electron";
import attention2x from "../build/icons/tray/attention@2x.png?inline";
import attention from "../build/icons/tray/attention.png?inline";
import ok2x from "../build/icons/tray/ring-8@2x.png?inline";
import ok from "../build/icons/tray/ring-8.png?inline";

/** What the tray icon tells by its shape. */
export type TrayIconKind = "ok" | "attention";

const images = { ok: [ok, ok2x], attention: [attention, attention2x] } as const;

/** The tray icon, sharp at one and two device pixels per point. */
export function trayIcon(kind: TrayIconKind): NativeImage {
  const [base, double] = images[kind];
  const image = nativeImage.createFromDataURL(base);
  image.addRepresentation({ scaleFactor: 2, dataURL: double });
  return image;
}
