import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { noise, printWithoutNoise } from "../../../build/electronNoise.mjs";

// As Electron 33 prints them where there is neither D-Bus nor a graphics card; newer ones write file and line otherwise.
const meaningless = [
  "[1:0101/030405.000001:ERROR:bus.cc(407)] Failed to connect to the bus: Failed to connect to socket /run/dbus/system_bus_socket: No such file or directory",
  "[1:1:0101/030405.000001:ERROR:dbus/bus.cc:408] Failed to connect to the bus: Could not parse server address",
  "[1:0101/030405.000001:ERROR:object_proxy.cc(576)] Failed to call method: org.freedesktop.DBus.NameHasOwner: object_path= /org/freedesktop/DBus: unknown error type: ",
  "[1:0101/030405.000001:ERROR:object_proxy.cc(576)] Failed to call method: org.freedesktop.DBus.Properties.Get: object_path= /org/freedesktop/UPower: org.freedesktop.DBus.Error.ServiceUnknown: The name org.freedesktop.UPower was not provided",
  "[1:0101/030405.000001:ERROR:viz_main_impl.cc(181)] Exiting GPU process due to errors during initialization",
  "[1:0101/030405.000001:ERROR:vaapi_wrapper.cc(1600)] vaInitialize failed: unknown libva error",
];

const telling = [
  "[1:0101/030405.000001:FATAL:bus.cc(407)] Failed to connect to the bus: Out of memory",
  "[1:0101/030405.000001:ERROR:object_proxy.cc(576)] Failed to call method: org.freedesktop.portal.OpenURI.OpenURI: object_path= /org/freedesktop/portal/desktop: org.freedesktop.DBus.Error.AccessDenied",
  "[1:0101/030405.000001:ERROR:gpu_process_host.cc(957)] GPU process exited unexpectedly: exit_code=139",
  '[1:0101/030405.000001:ERROR:libnotify_notification.cc(50)] notify_notification_show: message="no"',
  "[1:0101/030405.000001:ERROR:browser_main_loop.cc(276)] Gtk: cannot open display: :9",
  "Error: ENOSPC while saying: [1:0101/030405.000001:ERROR:bus.cc(407)] Failed to connect to the bus: no",
  "an error of the app",
  "",
];

/** What is printed of a text that comes in pieces of a size. */
async function printed(text: string, size: number): Promise<string> {
  const stream = new PassThrough();
  for (let at = 0; at < text.length; at += size) stream.write(text.slice(at, at + size));
  stream.end();
  let result = "";
  await printWithoutNoise(stream, (part) => {
    result += part;
  });
  return result;
}

it.each(meaningless)("leaves out %s", async (line) => {
  expect(await printed(`${line}\n`, 1000)).toBe("");
});

it("knows nothing that is not seen here", () => {
  for (const { pattern } of noise)
    expect(meaningless.some((line) => pattern.test(line))).toBe(true);
});

it.each([1, 7, 100_000])("keeps everything else as it is, in pieces of %i", async (size) => {
  const text = [...telling, meaningless[0], ...telling, "not ended by a line break"].join("\n");
  const kept = [...telling, ...telling, "not ended by a line break"].join("\n");
  expect(await printed(text, size)).toBe(kept);
});
