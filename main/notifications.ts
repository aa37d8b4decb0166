import { Notification } from "electron";

/** A button on a notification. */
export interface NotificationAction {
  readonly label: string;
  run(): void;
}

/** Those on screen. One that is collected as garbage no longer hears of a click. */
const shown = new Set<Notification>();

/** A system does not say of each notification that it is gone; the oldest is given up. */
const MAX_SHOWN = 20;

/**
 * Shows a system notification where there is a service for it. A click on it calls back; the button shows where
 * the system has buttons (macOS).
 *
 * @returns whether it was handed to the system
 */
export function notify(
  title: string,
  body: string,
  onClick: () => void,
  action?: NotificationAction,
): boolean {
  if (!Notification.isSupported()) return false;
  const actions = action ? [{ type: "button" as const, text: action.label }] : [];
  const notification = new Notification({ title, body, silent: true, actions });
  keep(notification);
  notification.on("click", onClick);
  notification.on("action", () => action?.run());
  notification.show();
  return true;
}

function keep(notification: Notification): void {
  shown.add(notification);
  notification.once("close", () => shown.delete(notification));
  for (const oldest of shown) {
    if (shown.size <= MAX_SHOWN) break;
    shown.delete(oldest);
  }
}
