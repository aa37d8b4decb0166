import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from "@electron/fuses";

/**
 * Every fuse we know, by its place in Electron's fuse wire. A fuse that is not here makes packing fail, so that a new
 * Electron cannot bring one along unseen.
 * @typedef {"off" | "on" | "electron's"} FusePlan
 * @type {ReadonlyArray<{ name: string, plan: FusePlan }>}
 */
const releaseFuses = [
  // ELECTRON_RUN_AS_NODE would run any script under our signature and name.
  { name: "RunAsNode", plan: "off" },
  { name: "EnableCookieEncryption", plan: "on" },
  // NODE_OPTIONS=--require would do the same.
  { name: "EnableNodeOptionsEnvironmentVariable", plan: "off" },
  { name: "EnableNodeCliInspectArguments", plan: "off" },
  // Electron checks it on macOS and Windows; Linux ignores it.
  { name: "EnableEmbeddedAsarIntegrityValidation", plan: "on" },
  { name: "OnlyLoadAppFromAsar", plan: "on" },
  // We ship no snapshot of our own.
  { name: "LoadBrowserProcessSpecificV8Snapshot", plan: "off" },
  // Pages come from app://, never from file://.
  { name: "GrantFileProtocolExtraPrivileges", plan: "off" },
  // Newer than @electron/fuses 1.8 (2.x needs Node 22), which cannot set it: it stays on, as Electron ships it.
  { name: "WasmTrapHandlers", plan: "electron's" },
];
const settable = Object.values(FuseV1Options).filter((value) => typeof value === "number").length;

/**
 * The fuses of the packaged app.
 * @param {{ forTests: boolean }} options forTests: keeps --inspect, which Playwright drives Electron through; never in
 *   a release
 * @returns {ReadonlyArray<{ name: string, plan: FusePlan }>} in the order of the wire
 */
export function fusePlan({ forTests }) {
  return releaseFuses.map((fuse) =>
    forTests && fuse.name === "EnableNodeCliInspectArguments" ? { ...fuse, plan: "on" } : fuse,
  );
}

/**
 * Reads the fuses of an executable.
 * @param {string} executable the Electron binary, or a macOS .app
 * @returns {Promise<Array<{ name: string, state: "off" | "on" | "removed" | "unknown" }>>} in the order of the wire
 */
export async function readFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  /** @type {Readonly<Record<string, "off" | "on" | "removed">>} */
  const states = { 0: "off", 1: "on", r: "removed" };
  return Object.entries(wire)
    .filter(([key]) => key !== "version")
    .map(([key, byte]) => ({
      name: releaseFuses[Number(key)]?.name ?? `fuse ${key}`,
      state: states[String.fromCharCode(Number(byte))] ?? "unknown",
    }));
}

/**
 * Sets the fuses and reads them back.
 * @param {string} executable the Electron binary, or a macOS .app
 * @param {{ forTests: boolean }} options
 * @throws {Error} when the wire holds a fuse we do not know, or is not as planned afterwards
 */
export async function setFuses(executable, options) {
  const plan = fusePlan(options);
  const before = await readFuses(executable);
  const unknown = before.slice(plan.length).map((fuse) => fuse.name);
  if (unknown.length > 0)
    throw new Error(
      `This Electron has fuses that build/fuses.mjs does not decide on: ${unknown.join(", ")}`,
    );
  const wanted = Object.fromEntries(
    plan.slice(0, settable).map((fuse, index) => [index, fuse.plan === "on"]),
  );
  await flipFuses(executable, {
    version: FuseVersion.V1,
    ...wanted,
    // Its own strict mode refuses a wire longer than it knows; ours, above and below, covers the whole wire.
    strictlyRequireAllFuses: false,
    resetAdHocDarwinSignature: process.platform === "darwin",
  });
  const wrong = wrongFuses(await readFuses(executable), plan);
  if (wrong.length > 0) throw new Error(`The fuses are not as planned: ${wrong.join("; ")}`);
}

/**
 * Compares a wire with a plan.
 * @param {ReadonlyArray<{ name: string, state: string }>} wire
 * @param {ReadonlyArray<{ name: string, plan: FusePlan }>} plan may be longer than the wire of an older Electron
 * @returns {string[]} one sentence for each difference
 */
export function wrongFuses(wire, plan) {
  return wire.flatMap(({ name, state }, index) => {
    const wanted = plan[index]?.plan;
    if (wanted === "electron's" || state === "removed" || state === wanted) return [];
    return [`${name} is ${state}, planned ${wanted ?? "nothing"}`];
  });
}
