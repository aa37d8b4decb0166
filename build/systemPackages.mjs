import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import {
  describeMissing,
  installCommand,
  namesOf,
  packagesFor,
  unopenableLibraries,
  unresolvedLibraries,
} from "./debianPackages.mjs";
import { openedLibraries } from "./linuxLibraries.mjs";
import { run } from "./run.mjs";
import { SetUpError, say } from "./script.mjs";

const rigPrograms = ["Xvfb", "dbus-daemon", "gnome-keyring-daemon", "chromium", "zsh", "fish"];

/**
 * Installs the Debian packages that Electron, or the test rig, misses; does nothing outside Linux.
 * @param {{ executable: string | undefined, xvfb: boolean, rig: boolean }} request executable: Electron's, whose
 *   libraries must be there; xvfb: the virtual display; rig: D-Bus, keyring, browser, shells and fonts for the tests, and Xvfb
 * @throws {SetUpError} when packages are missing and may not be installed; the message holds the one command to run
 */
export async function installSystemPackages({ executable, xvfb, rig }) {
  if (process.platform !== "linux") return;
  const programs = rig ? rigPrograms : xvfb ? ["Xvfb"] : [];
  const [linked, opened, fonts] = await Promise.all([
    executable === undefined ? [] : unlinkableLibraries(executable),
    executable === undefined ? [] : librariesOpenedInVain(),
    rig ? missingFonts() : [],
  ]);
  const missing = {
    libraries: [...linked, ...opened],
    programs: programs.filter((name) => !namesOf(name).some(isOnPath)),
    fonts,
  };
  try {
    await install(missing);
  } catch (error) {
    // The app runs without what it opens later; the tests do not pass without.
    const isVital = rig || linked.length > 0 || missing.programs.length > 0;
    if (isVital || !(error instanceof SetUpError)) throw error;
    const uses = opened.map((name) => openedLibraries[name]?.use).join("; ");
    say(`${error.message}\nUntil then the app starts, but does without: ${uses}.`);
  }
}

/**
 * @param {import("./debianPackages.mjs").Missing} missing
 * @throws {SetUpError} when that cannot be done
 */
async function install(missing) {
  const packages = packagesFor(missing);
  const isUnnamed = missing.libraries.some(
    (name) => packagesFor({ libraries: [name], programs: [], fonts: [] }).length === 0,
  );
  if (isUnnamed || (packages.length > 0 && !isOnPath("apt-get"))) {
    throw new SetUpError(
      `Missing on this machine: ${describeMissing(missing)}. Install what provides them with the system's package manager, then try again.`,
    );
  }
  if (packages.length > 0) await aptInstall(packages);
}

/** @param {readonly string[]} wanted */
async function aptInstall(wanted) {
  const asRoot = process.getuid?.() === 0;
  const maySudo = !asRoot && (await run("sudo", ["-n", "true"], { output: "capture" })).code === 0;
  if (!asRoot && !maySudo) {
    throw new SetUpError(
      `These system packages are missing. Run this, then try again:\n  ${installCommand(await currentNames(wanted))}`,
    );
  }
  const prefix = asRoot ? [] : ["sudo", "-n"];
  let output = "";
  /** @param {readonly string[]} args */
  const apt = async (args) => {
    // DPkg::Lock::Timeout: another apt may be busy, as it often is just after a machine has booted.
    const command = [
      ...prefix,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "apt-get",
      "-q",
      "-o",
      "DPkg::Lock::Timeout=120",
      ...args,
    ];
    const { code, stdout, stderr } = await run(command[0] ?? "", command.slice(1), {
      output: "capture",
    });
    output = `${stdout}${stderr}`;
    return code === 0;
  };
  const failure = () =>
    new SetUpError(
      `${output.trimEnd()}\n\nInstalling the system packages failed, see above. The command was:\n  ${installCommand(names)}`,
    );

  say(`Installing system packages: ${wanted.join(" ")}`);
  let names = await currentNames(wanted);
  const install = async () => apt(["install", "-y", "--no-install-recommends", ...names]);
  if ((await areKnownToApt(names)) && (await install())) return;
  // No package lists yet, or lists older than the mirror.
  if (!(await apt(["update"]))) throw failure();
  names = await currentNames(wanted);
  if (!(await install())) throw failure();
}

/** @param {readonly string[]} names */
async function areKnownToApt(names) {
  return (await Promise.all(names.map(isKnown))).every(Boolean);
}

/**
 * Debian 13 and Ubuntu 24.04 renamed libraries whose interface holds a time to `…t64`.
 * @param {readonly string[]} names
 */
function currentNames(names) {
  return Promise.all(
    names.map(async (name) => ((await isKnown(`${name}t64`)) ? `${name}t64` : name)),
  );
}

/** @param {string} name */
async function isKnown(name) {
  return (
    (await run("apt-cache", ["show", "--no-all-versions", name], { output: "capture" })).code === 0
  );
}

/** @param {string} executable */
async function unlinkableLibraries(executable) {
  return unresolvedLibraries((await run("ldd", [executable], { output: "capture" })).stdout);
}

async function librariesOpenedInVain() {
  // By its path: Debian has it in a folder that is not on everybody's PATH.
  const { code, stdout } = await run("/sbin/ldconfig", ["-p"], { output: "capture" });
  // Systems without it keep no list of their libraries.
  return code === 0 ? unopenableLibraries(stdout, process.arch) : [];
}

/** Screenshots need a Latin and a Chinese font, whichever they are. */
async function missingFonts() {
  const languages = /** @type {const} */ ([
    ["latin", "en"],
    ["chinese", "zh-cn"],
  ]);
  const answers = await Promise.all(
    languages.map(([, tag]) => run("fc-list", [`:lang=${tag}`, "family"], { output: "capture" })),
  );
  return languages.filter((_, index) => !answers[index]?.stdout.trim()).map(([name]) => name);
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
