import dbus from "dbus-next";
import { connectToBus, type DbusTarget, plain } from "./dbusConnection.ts";
import { KEYRING_PASSWORD } from "./unlockedKeyring.ts";

/** Attributes of a stored item; keytar uses `service` and `account`. */
type SecretAttributes = Readonly<Record<string, string>>;

/** Client of the Secret Service, for looking at what a program stored in the keychain. */
export interface SecretService {
  store(label: string, attributes: SecretAttributes, secret: string): Promise<void>;
  /** Secrets of all items that carry these attributes. */
  find(attributes: SecretAttributes): Promise<string[]>;
  /** Locks the default keyring, as a desktop does when the user asks it to. */
  lock(): Promise<void>;
  /** Unlocks it with the rig's password, without a prompt. */
  unlock(): Promise<void>;
  close(): void;
}

const DESTINATION = "org.freedesktop.secrets";
const SERVICE: DbusTarget = {
  destination: DESTINATION,
  path: "/org/freedesktop/secrets",
  interface: "org.freedesktop.Secret.Service",
};

/**
 * Opens the Secret Service on a bus, with secrets passed unencrypted: the bus is the test's own.
 * @throws DBusError when the bus has none.
 */
export async function openSecretService(busAddress: string): Promise<SecretService> {
  const bus = await connectToBus(busAddress);
  const [, session] = await bus
    .call(SERVICE, "OpenSession", "sv", ["plain", new dbus.Variant("s", "")])
    .catch((error: unknown) => {
      bus.close();
      throw error;
    });
  return {
    async store(label, attributes, secret) {
      const collection: DbusTarget = {
        destination: DESTINATION,
        path: "/org/freedesktop/secrets/aliases/default",
        interface: "org.freedesktop.Secret.Collection",
      };
      const properties = {
        "org.freedesktop.Secret.Item.Label": new dbus.Variant("s", label),
        "org.freedesktop.Secret.Item.Attributes": new dbus.Variant("a{ss}", attributes),
      };
      const value = [session, Buffer.alloc(0), Buffer.from(secret), "text/plain"];
      const args = [properties, value, true];
      const [item] = await bus.call(collection, "CreateItem", "a{sv}(oayays)b", args);
      // "/" means: a prompt would have to be answered first.
      if (item === "/") throw new Error("the keyring is locked");
    },
    async find(attributes) {
      const [unlocked] = await bus.call(SERVICE, "SearchItems", "a{ss}", [attributes]);
      const [secrets] = await bus.call(SERVICE, "GetSecrets", "aoo", [unlocked, session]);
      const found = Object.values(plain(secrets) as Record<string, unknown[]>);
      return found.map((entry) => (entry[2] as Buffer).toString("utf8"));
    },
    async lock() {
      const [collection] = await bus.call(SERVICE, "ReadAlias", "s", ["default"]);
      await bus.call(SERVICE, "Lock", "ao", [[collection]]);
    },
    async unlock() {
      const [collection] = await bus.call(SERVICE, "ReadAlias", "s", ["default"]);
      // gnome-keyring's way past the prompt, which is what unlocks it at login.
      const internal = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";
      const password = [session, Buffer.alloc(0), Buffer.from(KEYRING_PASSWORD), "text/plain"];
      await bus.call({ ...SERVICE, interface: internal }, "UnlockWithMasterPassword", "o(oayays)", [
        collection,
        password,
      ]);
    },
    close: () => bus.close(),
  };
}
