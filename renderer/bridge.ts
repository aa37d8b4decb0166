import type { PhotonmarkBridge } from "../app/bridge.ts";

declare global {
  interface Window {
    readonly photonmark: PhotonmarkBridge;
  }
}

/** The way to the main process. This is the only file of the renderer that touches `window`. */
export function bridge(): PhotonmarkBridge {
  return window.photonmark;
}
