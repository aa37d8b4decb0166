import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { PhotonmarkBridge } from "../app/bridge.ts";
import { channels } from "../app/channels.ts";
import { type CommandName, commandNames } from "../app/commandNames.ts";
import type { AppState } from "../app/state.ts";

const commands = Object.fromEntries(
  commandNames.map((name) => [
    name,
    (input: unknown) => ipcRenderer.invoke(channels.execute, name, input),
  ]),
) as unknown as Pick<PhotonmarkBridge<File>, CommandName>;

const bridge: PhotonmarkBridge<File> = {
  ...commands,
  getState: () => ipcRenderer.invoke(channels.getState),
  onState(listener) {
    // The event object would hand the page a way to send anything; it stays here.
    const forward = (_event: unknown, state: AppState) => listener(state);
    ipcRenderer.on(channels.state, forward);
    return () => ipcRenderer.removeListener(channels.state, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld("photonmark", bridge);
