/**
 * What is missing on this machine, in the words in which it is found out.
 * @typedef {object} Missing
 * @property {string[]} libraries sonames that the Electron executable links to
 * @property {string[]} programs
 * @property {string[]} fonts "latin" or "chinese"
 */

/**
 * Debian's package for each library.
 * @type {Readonly<Record<string, string>>}
 */
const packageOfLibrary = {
  "libasound.so.2": "libasound2",
  "libatk-1.0.so.0": "libatk1.0-0",
  "libatk-bridge-2.0.so.0": "libatk-bridge2.0-0",
  "libatspi.so.0": "libatspi2.0-0",
  "libcairo.so.2": "libcairo2",
  "libcups.so.2": "libcups2",
  "libdbus-1.so.3": "libdbus-1-3",
  "libdrm.so.2": "libdrm2",
  "libexpat.so.1": "libexpat1",
  "libgbm.so.1": "libgbm1",
  "libgio-2.0.so.0": "libglib2.0-0",
  "libglib-2.0.so.0": "libglib2.0-0",
  "libgobject-2.0.so.0": "libglib2.0-0",
  "libgtk-3.so.0": "libgtk-3-0",
  "libnspr4.so": "libnspr4",
  "libnss3.so": "libnss3",
  "libnssutil3.so": "libnss3",
  "libpango-1.0.so.0": "libpango-1.0-0",
  "libsecret-1.so.0": "libsecret-1-0",
  "libsmime3.so": "libnss3",
  "libudev.so.1": "libudev1",
  "libX11.so.6": "libx11-6",
  "libxcb.so.1": "libxcb1",
  "libXcomposite.so.1": "libxcomposite1",
  "libXdamage.so.1": "libxdamage1",
  "libXext.so.6": "libxext6",
  "libXfixes.so.3": "libxfixes3",
  "libxkbcommon.so.0": "libxkbcommon0",
  "libXrandr.so.2": "libxrandr2",
};

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

/**
 * The Debian packages that provide what is missing, each once, in a stable order.
 * @param {Missing} missing
 * @returns {string[]}
 */
export function packagesFor(missing) {
  const names = [
    ...missing.libraries.map((name) => packageOfLibrary[name]),
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
 * The one command that installs the packages for a person without root rights.
 * @param {readonly string[]} packages
 * @returns {string}
 */
export function installCommand(packages) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
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
