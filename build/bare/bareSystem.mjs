import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachePath, projectRoot } from "../paths.mjs";
import { exitCode, npmCommand, run } from "../run.mjs";
import { SetUpError, say } from "../script.mjs";
import { aptSourcesOf, fetchSettingsIn } from "./aptSources.mjs";

/** @typedef {import("./aptSources.mjs").AptSource} AptSource */

/**
 * Somebody who uses the bare system.
 * @typedef {object} Newcomer
 * @property {string} name
 * @property {string} home
 */

const folder = cachePath("bare");
const base = join(folder, "base");
const enter = fileURLToPath(new URL("enter.sh", import.meta.url));
const isolated = ["unshare", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child"];

/** Beside Debian's smallest system: what it takes to clone, and what an administrator has. */
const packages = ["ca-certificates", "git", "sudo"];
/** Raise it when the base is made in another way. */
const recipe = 1;

const aptArchives = join(folder, "apt-archives");

/** Names where certificates are on a machine that needs others than the usual. */
const certificateVariables = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "GIT_SSL_CAINFO"];
const certificateFiles = ["/etc/ssl/certs/ca-certificates.crt", "/usr/local/share/ca-certificates"];
const proxyVariables = ["http_proxy", "https_proxy", "no_proxy"].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

/**
 * Why no bare system can be made here.
 * @returns {Promise<string | undefined>} undefined when it can
 */
export async function whyNotHere() {
  if (process.platform !== "linux") return "A bare Debian can be made on Linux only.";
  if (process.getuid?.() !== 0)
    return "Making a bare Debian takes root. Run: sudo npm run test:bare";
  if ((await run("debootstrap", ["--version"], { output: "capture" })).code !== 0)
    return "debootstrap is missing. Run: apt-get install debootstrap";
  const [command = "", ...args] = isolated;
  if ((await run(command, [...args, "true"], { output: "capture" })).code !== 0)
    return "This system does not let root make namespaces (unshare --mount --pid), as in a container without rights.";
  const release = await releaseName();
  if ((await mirrorOf(release)) === undefined)
    return `The source lists of apt name no mirror for ${release || "this system"}.`;
  return undefined;
}

async function releaseName() {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^VERSION_CODENAME=(\S+)$/m.exec(text)?.[1] ?? "";
}

/** @param {string} release */
async function mirrorOf(release) {
  return (await aptSourcesOf(release)).find(({ suites }) => suites.includes(release));
}

/**
 * Makes the tree of a bare system that all runs are copies of, unless there is one.
 * @param {AbortSignal} signal
 */
export async function makeBase(signal) {
  const release = await releaseName();
  const wanted = hash([recipe, release, process.arch, packages]);
  const mark = join(folder, "base-recipe");
  if ((await readFile(mark, "utf8").catch(() => undefined)) === wanted) return;
  say(`Making a bare ${release} with debootstrap in ${base}`);
  const mirror = await mirrorOf(release);
  if (mirror === undefined) throw new Error("whyNotHere was not asked");
  await rm(mark, { force: true });
  await rm(base, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { code, output } = await start(
    [
      ...isolated,
      "debootstrap",
      "--variant=minbase",
      `--include=${packages.join(",")}`,
      ...(mirror.isTrusted ? ["--no-check-gpg"] : []),
      ...(mirror.keyring === undefined ? [] : [`--keyring=${mirror.keyring}`]),
      release,
      base,
      mirror.addresses[0] ?? "",
    ],
    { signal, isShown: false },
  ).ended;
  if (code !== 0) throw new SetUpError(`${output.trimEnd()}\n\ndebootstrap failed, see above.`);
  // What it fetched with: as good as new again.
  for (const leftOver of ["etc/apt/sources.list", "var/lib/apt/lists", "var/cache/apt/archives"])
    await rm(join(base, leftOver), { recursive: true, force: true });
  await writeFile(mark, wanted);
}

/**
 * Makes a fresh copy of the base with Node, this machine's ways to Debian and npm, and a clone of this checkout's last
 * commit in the newcomer's home.
 * @param {Newcomer} newcomer
 * @param {AbortSignal} signal
 */
export async function createBareSystem(newcomer, signal) {
  const tree = join(folder, `system-${newcomer.name}`);
  await rm(tree, { recursive: true, force: true });
  await must("cp", ["-a", "--reflink=auto", base, tree]);
  const isRoot = newcomer.name === "root";
  if (!isRoot)
    await must("chroot", [tree, "useradd", "--create-home", "--shell=/bin/bash", newcomer.name]);
  await Promise.all([bringNode(tree), bringNetwork(tree), bringAptSources(tree)]);
  const project = join(newcomer.home, "photonmark-codex");
  await must("git", ["clone", "-q", "--no-hardlinks", projectRoot, join(tree, project)]);
  const shared = await sharedFolders(newcomer);
  for (const [, to] of shared) await mkdir(join(tree, to), { recursive: true });
  if (!isRoot) {
    await must("chroot", [tree, "chown", "-R", `${newcomer.name}:`, newcomer.home]);
    const { uid, gid } = await stat(join(tree, newcomer.home));
    for (const [from, to] of shared)
      if (to.startsWith(newcomer.home)) await must("chown", ["-R", `${uid}:${gid}`, from]);
  }
  const environment = Object.entries(machineVariables()).map(([name, value]) => `${name}=${value}`);

  return {
    tree,
    /** The folders of downloads that earlier runs left, as the system sees them. */
    shared: shared.map(([, to]) => to),
    /**
     * Starts a command in the clone.
     * @param {string} command for the shell
     * @param {{ asRoot?: boolean }} [options]
     */
    start(command, { asRoot = false } = {}) {
      const mounts = shared.flat();
      return start(
        [
          ...isolated,
          enter,
          tree,
          asRoot ? "root" : newcomer.name,
          project,
          ...mounts,
          "--",
          ...environment,
          "sh",
          "-c",
          command,
        ],
        { signal, isShown: true },
      );
    },
    /** What it takes on disk, in bytes; downloads that are shared do not count. */
    size: () => sizeOf(tree),
    remove: () => rm(tree, { recursive: true, force: true }),
  };
}

/**
 * What is kept for later runs, in bytes.
 * @returns {Promise<number>}
 */
export function keptSize() {
  return sizeOf(folder);
}

/** @param {string} path */
async function sizeOf(path) {
  const { stdout } = await run("du", ["-sxB1", path], { output: "capture" });
  return Number.parseInt(stdout, 10);
}

/**
 * The Node that runs us, with its npm, where a package from nodejs.org is unpacked to.
 * @param {string} tree
 */
async function bringNode(tree) {
  const script = npmCommand().args[0];
  if (script === undefined) throw new SetUpError("There is no npm beside this Node.");
  const npm = dirname(dirname(await realpath(script)));
  const local = join(tree, "usr/local");
  await cp(process.execPath, join(local, "bin/node"), { dereference: true });
  await mkdir(join(local, "lib/node_modules"), { recursive: true });
  await must("cp", ["-a", npm, join(local, "lib/node_modules/npm")]);
  for (const name of ["npm", "npx"])
    await must("ln", [
      "-s",
      `../lib/node_modules/npm/bin/${name}-cli.js`,
      join(local, "bin", name),
    ]);
}

/**
 * How this machine reaches others: names, certificates, and npm's registry.
 * @param {string} tree
 */
async function bringNetwork(tree) {
  const named = certificateVariables.map((name) => process.env[name] ?? "");
  const npmrc = await npmSettings();
  const files = ["/etc/hosts", "/etc/resolv.conf", ...certificateFiles, ...named, npmrc.cafile];
  for (const path of new Set(files))
    if (path && existsSync(path))
      await cp(path, join(tree, path), { recursive: true, dereference: true, force: true });
  const lines = Object.entries(npmrc).map(([name, value]) => `${name}=${value}\n`);
  await mkdir(join(tree, "usr/local/etc"), { recursive: true });
  await writeFile(join(tree, "usr/local/etc/npmrc"), lines.join(""));
}

/**
 * How npm is told to reach its registry, from whichever of its files.
 * @returns {Promise<Record<string, string>>}
 */
async function npmSettings() {
  const names = ["registry", "proxy", "https-proxy", "noproxy", "cafile", "strict-ssl"];
  const npm = npmCommand();
  /** @type {Record<string, string>} */
  const settings = {};
  for (const name of names) {
    const args = [...npm.args, "config", "get", name];
    const value = (await run(npm.command, args, { output: "capture" })).stdout.trim();
    if (value !== "" && value !== "null") settings[name] = value;
  }
  return settings;
}

function machineVariables() {
  return Object.fromEntries(
    [...certificateVariables, ...proxyVariables]
      .map((name) => [name, process.env[name]])
      .filter(([, value]) => value),
  );
}

/** @param {string} tree */
async function bringAptSources(tree) {
  const sources = await aptSourcesOf(await releaseName());
  const lists = join(tree, "etc/apt/sources.list.d");
  await mkdir(lists, { recursive: true });
  for (const format of /** @type {const} */ (["list", "sources"])) {
    const texts = sources.filter((source) => source.format === format).map(({ text }) => text);
    await writeFile(join(lists, `machine.${format}`), `${texts.join("\n\n")}\n`);
  }
  for (const { keyring } of sources)
    if (keyring !== undefined && !existsSync(join(tree, keyring)))
      await cp(keyring, join(tree, keyring));
  const { stdout } = await run("apt-config", ["dump"], { output: "capture" });
  await writeFile(join(tree, "etc/apt/apt.conf.d/50machine"), fetchSettingsIn(stdout));
}

/**
 * Downloads of earlier runs; at first those of this machine's user, as far as there are any.
 * @param {Newcomer} newcomer
 * @returns {Promise<Array<[from: string, to: string]>>}
 */
async function sharedFolders({ name, home }) {
  const kept = join(folder, `downloads-${name}`);
  const npm = npmCommand();
  const args = [...npm.args, "config", "get", "cache"];
  const npmCache = (await run(npm.command, args, { output: "capture" })).stdout.trim();
  const ours = { npm: npmCache, electron: cachePath("electron"), codex: cachePath("codex") };
  await mkdir(join(aptArchives, "partial"), { recursive: true });
  for (const [kind, from] of Object.entries(ours)) {
    const to = join(kept, kind);
    if (existsSync(to)) continue;
    await mkdir(kept, { recursive: true });
    // Copied beside and renamed: half a copy would be taken for all of it.
    await rm(`${to}.new`, { recursive: true, force: true });
    if (existsSync(from)) await must("cp", ["-a", "--reflink=auto", from, `${to}.new`]);
    else await mkdir(`${to}.new`);
    await rename(`${to}.new`, to);
  }
  return [
    [aptArchives, "/var/cache/apt/archives"],
    [join(kept, "npm"), join(home, ".npm")],
    [join(kept, "electron"), join(home, ".cache/photonmark-codex/electron")],
    [join(kept, "codex"), join(home, ".cache/photonmark-codex/codex")],
  ];
}

/**
 * A command that runs in namespaces of its own.
 * @typedef {object} Started
 * @property {() => void} interrupt as Ctrl-C does
 * @property {() => void} kill ends it and all that it has started
 * @property {Promise<{ code: number, stdout: string, output: string }>} ended
 */

/**
 * @param {readonly string[]} words
 * @param {{ signal: AbortSignal, isShown: boolean }} options signal: ends it hard; isShown: whether what it prints goes to
 *   our standard error
 * @returns {Started}
 */
function start([command = "", ...args], { signal, isShown }) {
  // Detached: a Ctrl-C in our terminal reaches us alone, and we end it.
  const child = spawn(command, args, { detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const kill = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill);
  let stdout = "";
  let output = "";
  const take = (/** @type {string} */ text) => {
    output += text;
    if (isShown) process.stderr.write(text);
  };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    take(text);
  });
  child.stderr.setEncoding("utf8").on("data", take);
  child.stdin.on("error", () => undefined);
  return {
    interrupt: () => void child.stdin.end("\n"),
    kill,
    ended: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, by) => {
        signal.removeEventListener("abort", kill);
        if (signal.aborted) reject(new SetUpError("Interrupted."));
        else resolve({ code: exitCode(code, by), stdout, output });
      });
    }),
  };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function must(command, args) {
  const { code, stderr } = await run(command, args, { output: "capture" });
  if (code !== 0) throw new SetUpError(`${[command, ...args].join(" ")} failed:\n${stderr}`);
}

/** @param {unknown} data */
function hash(data) {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
