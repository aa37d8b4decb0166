import { Notification } from "electron";

/** Shows a system notification where there is a service for it; a click on it calls back. */
export function notify(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body, silent: true });
  notification.on("click", onClick);
  notification.show();
}
