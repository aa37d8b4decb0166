import type { PhotonmarkBridge } from "../app/bridge.ts";

declare global {
  interface Window {
    readonly photonmark: PhotonmarkBridge<File>;
  }
}

/** The way to the main process. This is the only file of the renderer that touches `window`. */
export function bridge(): PhotonmarkBridge<File> {
  return window.photonmark;
}
