import type { ElectronApplication } from "playwright-core";

/** Everything that has crossed between the main process and its windows since the recording began, as JSON. */
export interface IpcRecorder {
  messages(): Promise<readonly string[]>;
}

declare global {
  var recordedIpc: string[];
}

/**
 * Records every message at the main process's end of the line: what windows ask, what they are answered, and what they
 * are sent. Begin when the app's handlers are there.
 */
export async function recordIpc(electron: ElectronApplication): Promise<IpcRecorder> {
  await electron.evaluate(({ app, ipcMain, webContents }) => {
    type Handler = (event: unknown, ...given: unknown[]) => unknown;
    const log: string[] = [];
    globalThis.recordedIpc = log;
    const note = (...message: unknown[]) => log.push(JSON.stringify(message));
    // Electron has no public way to listen in.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Handler>;
    };
    for (const [channel, handler] of [...handlers])
      handlers.set(channel, async (event, ...given) => {
        note("asked", channel, given);
        const answer = await handler(event, ...given);
        note("answered", channel, answer);
        return answer;
      });
    const tap = (contents: Electron.WebContents) => {
      const send = contents.send.bind(contents);
      contents.send = (channel, ...given) => {
        note("sent", channel, given);
        send(channel, ...given);
      };
    };
    for (const contents of webContents.getAllWebContents()) tap(contents);
    app.on("web-contents-created", (_event, contents) => tap(contents));
  });
  return { messages: () => electron.evaluate(() => globalThis.recordedIpc) };
}
