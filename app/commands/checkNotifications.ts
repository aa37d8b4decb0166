import type { CommandContext } from "../context.ts";

/** Publishes why the desktop shows no notifications, if so; the doctor tells it, too. */
export async function checkNotifications(context: CommandContext): Promise<undefined> {
  const notificationTrouble = await context.ports.desktopNotifications?.findTrouble();
  if (notificationTrouble === context.getState().notificationTrouble) return;
  context.setState({ notificationTrouble });
  context.diagnoseSoon();
}
