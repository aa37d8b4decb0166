import { type IpcMainInvokeEvent, ipcMain, type WebContents } from "electron";
import type { Application } from "../app/application.ts";
import { channels } from "../app/channels.ts";
import { type CommandName, commandNames } from "../app/commandNames.ts";
import { toFailure } from "../app/errors.ts";
import { type Arrival, type Place, parsePlace } from "../app/place.ts";
import { appOrigin } from "./security.ts";

/** The parts of a message's origin that decide whether it is trusted. */
export type Sender = Pick<IpcMainInvokeEvent, "sender" | "senderFrame">;

/** Whether a message comes from the main frame of our window while it shows our own page. */
export function isTrustedSender(event: Sender, ourWindow: WebContents | undefined): boolean {
  const { sender, senderFrame } = event;
  if (!ourWindow || sender.id !== ourWindow.id || !senderFrame) return false;
  if (senderFrame.parent !== null || !URL.canParse(senderFrame.url)) return false;
  const url = new URL(senderFrame.url);
  return `${url.protocol}//${url.host}` === appOrigin;
}

/** The window, as far as messages go. */
export interface ViewWindow {
  readonly contents: WebContents | undefined;
  arrive(): Arrival;
  keepPlace(place: Place): void;
}

/** Connects a window to the application: checked commands in, states out. */
export function connectViews(application: Application, window: ViewWindow): void {
  const requireTrusted = (event: Sender) => {
    if (!isTrustedSender(event, window.contents)) throw new Error("This sender is not trusted.");
  };
  ipcMain.handle(channels.execute, async (event, name: unknown, input: unknown) => {
    requireTrusted(event);
    if (!isCommandName(name)) throw new Error("There is no such command.");
    // Loaded with the first message: a program that only sits in the tray needs no schemas.
    const { parseInput } = await import("../app/contract.ts");
    try {
      return await application.execute(name, parseInput(name, input));
    } catch (error) {
      return toFailure(error);
    }
  });
  ipcMain.handle(channels.getState, (event) => {
    requireTrusted(event);
    return application.getState();
  });
  ipcMain.handle(channels.arrive, (event) => {
    requireTrusted(event);
    return window.arrive();
  });
  ipcMain.on(channels.place, (event, given: unknown) => {
    const place = isTrustedSender(event, window.contents) ? parsePlace(given) : undefined;
    if (place) window.keepPlace(place);
  });
  application.subscribe((state) => window.contents?.send(channels.state, state));
}

function isCommandName(name: unknown): name is CommandName {
  return commandNames.some((known) => known === name);
}
