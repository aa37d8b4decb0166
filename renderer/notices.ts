import { create } from "zustand";
import type { Failure } from "../app/errors.ts";

/** What the window tells after a command: one notice at a time, the newest. */
export type Notice = { readonly id: number } & (
  | {
      readonly kind: "done";
      readonly title: string;
      readonly body?: string;
      /** Whether the change can be taken back with one click. */
      readonly canUndo: boolean;
    }
  | { readonly kind: "failure"; readonly failure: Failure }
  /** Something the user did that this program does not take. */
  | { readonly kind: "hint"; readonly title: string; readonly body: string }
);

type Untold<Told> = Told extends unknown ? Omit<Told, "id"> : never;

interface Notices {
  readonly notice: Notice | undefined;
  /** Whether there ever was a notice. */
  readonly isInUse: boolean;
}

/** The notice on screen. */
export const useNotice = create<Notices>(() => ({ notice: undefined, isInUse: false }));

let lastId = 0;

/** Tells the user something, in place of what was told before. */
export function tell(notice: Untold<Notice>): void {
  lastId += 1;
  useNotice.setState({ notice: { ...notice, id: lastId } as Notice, isInUse: true });
}

/** Takes the notice off the screen. */
export function dismissNotice(): void {
  useNotice.setState({ notice: undefined });
}
