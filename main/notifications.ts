import { Notification } from "electron";

/** A button on a notification. */
export interface NotificationAction {
  readonly label: string;
  run(): void;
}

/**
 * Shows a system notification where there is a service for it. A click on it calls back; the button shows where
 * the system has buttons (macOS).
 */
export function notify(
  title: string,
  body: string,
  onClick: () => void,
  action?: NotificationAction,
): void {
  if (!Notification.isSupported()) return;
  const actions = action ? [{ type: "button" as const, text: action.label }] : [];
  const notification = new Notification({ title, body, silent: true, actions });
  notification.on("click", onClick);
  notification.on("action", () => action?.run());
  notification.show();
}
