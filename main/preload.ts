import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { PhotonmarkBridge } from "../app/bridge.ts";
import { channels } from "../app/channels.ts";
import { type CommandName, commandNames } from "../app/commandNames.ts";
import type { ShowRequest } from "../app/place.ts";
import type { AppState } from "../app/state.ts";

const commands = Object.fromEntries(
  commandNames.map((name) => [
    name,
    (input: unknown) => ipcRenderer.invoke(channels.execute, name, input),
  ]),
) as unknown as Pick<PhotonmarkBridge<File>, CommandName>;

// Asked for before the page has loaded, so that its first view waits for nothing.
let latest: Promise<AppState> = ipcRenderer.invoke(channels.getState);
ipcRenderer.on(channels.state, (_event, state: AppState) => {
  latest = Promise.resolve(state);
});

const bridge: PhotonmarkBridge<File> = {
  ...commands,
  getState: () => latest,
  onState(listener) {
    // The event object would hand the page a way to send anything; it stays here.
    const forward = (_event: unknown, state: AppState) => listener(state);
    ipcRenderer.on(channels.state, forward);
    return () => ipcRenderer.removeListener(channels.state, forward);
  },
  arrive: () => ipcRenderer.invoke(channels.arrive),
  keepPlace: (place) => ipcRenderer.send(channels.place, place),
  onShow(listener) {
    const forward = (_event: unknown, show: ShowRequest) => listener(show);
    ipcRenderer.on(channels.show, forward);
    return () => ipcRenderer.removeListener(channels.show, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld("photonmark", bridge);
