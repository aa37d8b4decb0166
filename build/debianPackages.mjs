import { linkedLibraries, openedLibraries } from "./linuxLibraries.mjs";

/**
 * What is missing on this machine, in the words in which it is found out.
 * @typedef {object} Missing
 * @property {string[]} libraries sonames
 * @property {string[]} programs
 * @property {string[]} fonts "latin" or "chinese"
 */

/** @type {Readonly<Record<string, string>>} */
const packageOfProgram = {
  Xvfb: "xvfb",
  "dbus-daemon": "dbus",
  "gnome-keyring-daemon": "gnome-keyring",
  chromium: "chromium",
  zsh: "zsh",
  fish: "fish",
};

/**
 * Names under which other systems have the same program.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const otherNames = { chromium: ["chromium-browser", "google-chrome", "google-chrome-stable"] };

/**
 * The names by which a program may be found.
 * @param {string} program
 * @returns {readonly string[]}
 */
export function namesOf(program) {
  return [program, ...(otherNames[program] ?? [])];
}

/** @type {Readonly<Record<string, string>>} */
const packageOfFont = { latin: "fonts-liberation", chinese: "fonts-wqy-microhei" };

/** @param {string} soname */
function packageOfLibrary(soname) {
  return linkedLibraries[soname] ?? openedLibraries[soname]?.package;
}

/**
 * The Debian packages that provide what is missing, each once, in a stable order.
 * @param {Missing} missing
 * @returns {string[]}
 */
export function packagesFor(missing) {
  const names = [
    ...missing.libraries.map(packageOfLibrary),
    ...missing.programs.map((name) => packageOfProgram[name]),
    ...missing.fonts.map((name) => packageOfFont[name]),
  ];
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/**
 * The sonames that `ldd` could not resolve.
 * @param {string} lddOutput
 * @returns {string[]}
 */
export function unresolvedLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? "");
}

/**
 * The libraries that Electron would open in vain.
 * @param {string} ldconfigOutput as `ldconfig -p` prints it
 * @param {string} arch as in process.arch
 * @returns {string[]} sonames
 */
export function unopenableLibraries(ldconfigOutput, arch) {
  const kind = { x64: "x86-64", arm64: "AArch64" }[arch] ?? "";
  const present = new Set(
    [...ldconfigOutput.matchAll(/^\s*(\S+) \(([^)]*)\) => /gm)]
      .filter((match) => match[2]?.includes(kind))
      .map((match) => match[1]),
  );
  return Object.keys(openedLibraries).filter((name) => !present.has(name));
}

/**
 * The one command that installs the packages for a person without root rights.
 * @param {readonly string[]} packages
 * @returns {string}
 */
export function installCommand(packages) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

/**
 * The command of {@link installCommand} in what the set-up has printed.
 * @param {string} output
 * @returns {string | undefined}
 */
export function installCommandIn(output) {
  return /^ {2}(sudo apt-get update && sudo apt-get install .+)$/m.exec(output)?.[1];
}

/**
 * Names everything that is missing, for systems whose packages we do not know.
 * @param {Missing} missing
 * @returns {string}
 */
export function describeMissing(missing) {
  return [
    ...missing.libraries,
    ...missing.programs,
    ...missing.fonts.map((name) => `a ${name} font`),
  ].join(", ");
}
