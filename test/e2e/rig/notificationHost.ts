import { patience } from "../../support/patience.ts";
import { createChangeSignal } from "./changeSignal.ts";
import { connectToBus, type DbusCall, type DbusReply } from "./dbusConnection.ts";

const NAME = "org.freedesktop.Notifications";
const source = { path: "/org/freedesktop/Notifications", interface: NAME };

/** A notification as a program sent it. */
export interface SentNotification {
  readonly id: number;
  /** Bus name of the program. */
  readonly sender: string;
  readonly title: string;
  readonly body: string;
  /** Keys and labels in turn; `default` is a click on the notification itself. */
  readonly actions: readonly string[];
}

/** The part of a desktop that shows notifications. */
export interface NotificationHost {
  /** All that were sent, oldest first. */
  sent(): readonly SentNotification[];
  /** The first notification whose title is such, waiting for it. */
  waitFor(title: string | RegExp): Promise<SentNotification>;
  /** What a person does who clicks on it; it is then gone. */
  click(notification: SentNotification): void;
  stop(): void;
}

/**
 * Becomes the notification server of a bus. Programs ask once for it, so start it before them.
 * @throws Error when the bus already has one.
 */
export async function startNotificationHost(busAddress: string): Promise<NotificationHost> {
  const bus = await connectToBus(busAddress);
  const sent: SentNotification[] = [];
  const changed = createChangeSignal();

  bus.serve((call) => {
    if (call.path !== source.path || call.interface !== NAME) return undefined;
    if (call.member !== "Notify") return describe(call);
    const [, replaces, , title, body, actions] = call.body;
    const id = Number(replaces) || sent.length + 1;
    sent.push({
      id,
      sender: call.sender,
      title: String(title),
      body: String(body),
      actions: (actions as unknown[]).map(String),
    });
    changed.notify();
    return { signature: "u", body: [id] };
  });
  await bus.own(NAME);

  return {
    sent: () => sent,
    waitFor: (title) =>
      changed.until(
        async () => sent.find((one) => matches(one.title, title)),
        patience(),
        `notification ${title}`,
        () => sent.map((one) => `${one.title}: ${one.body}`).join("\n"),
      ),
    click({ id }) {
      bus.emit(source, "ActionInvoked", { signature: "us", body: [id, "default"] });
      // 2: dismissed by the user.
      bus.emit(source, "NotificationClosed", { signature: "uu", body: [id, 2] });
    },
    stop: () => bus.close(),
  };
}

function matches(title: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? title === wanted : wanted.test(title);
}

/** The rest of the protocol, version 1.2. */
function describe({ member }: DbusCall): DbusReply {
  switch (member) {
    case "GetServerInformation":
      return { signature: "ssss", body: ["rig", "photonmark", "1", "1.2"] };
    case "GetCapabilities":
      return { signature: "as", body: [["actions", "body"]] };
    default:
      return { signature: "", body: [] };
  }
}
