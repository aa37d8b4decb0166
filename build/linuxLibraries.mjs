/**
 * Every system library that Electron's programs name, and what became of it. `ldd` shows those that are linked; the others
 * are opened while Electron runs, and without one of them only what it is for fails, silently.
 * `test/unit/build/linuxLibraries.test.ts` compares this table with the Electron that is here.
 */

/**
 * Debian's package for each library that Electron links to: it does not start without.
 * @type {Readonly<Record<string, string>>}
 */
export const linkedLibraries = {
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

/**
 * Debian's package for each library that is opened while Electron runs and that this app needs.
 * @type {Readonly<Record<string, { package: string, use: string }>>}
 */
export const openedLibraries = {
  "libgdk-3.so.0": { package: "libgtk-3-0", use: "windows and menus" },
  "libgdk_pixbuf-2.0.so.0": { package: "libgdk-pixbuf-2.0-0", use: "icons" },
  "libnotify.so.4": { package: "libnotify4", use: "notifications" },
  "libnssckbi.so": {
    package: "libnss3",
    use: "the authorities that certificates are checked with",
  },
  // keytar links to it, too.
  "libsecret-1.so.0": { package: "libsecret-1-0", use: "the keychain" },
  "libX11-xcb.so.1": { package: "libx11-xcb1", use: "windows on X11" },
  "libXcursor.so.1": { package: "libxcursor1", use: "the pointers of the desktop's theme" },
};

/**
 * Libraries that Electron names and that nothing installs, with the reason.
 * @type {Readonly<Record<string, string>>}
 */
export const optionalLibraries = {
  ...reason("other versions of libnotify.so.4, tried in turn", [
    "libnotify.so",
    "libnotify.so.1",
    "libnotify.so.5",
  ]),
  ...reason("GTK 3 is there, and Electron opens GTK 4 only where it is told to", ["libgtk-4.so.1"]),
  ...reason("counts on the icons of Unity's launcher and its menu bar; this app has neither", [
    "libunity.so.4",
    "libunity.so.6",
    "libunity.so.9",
    "libdbusmenu-glib.so",
    "libdbusmenu-glib.so.4",
  ]),
  ...reason("signing in to websites with Kerberos, which the dashboard does not offer", [
    "libgssapi.so.1",
    "libgssapi.so.2",
    "libgssapi.so.4",
    "libgssapi_krb5.so.2",
  ]),
  ...reason("sound, cameras and screen sharing; this app has none", [
    "libpipewire-0.3.so.0",
    "libpulse.so.0",
  ]),
  ...reason("speaking aloud; screen readers speak by themselves", ["libspeechd.so.2"]),
  ...reason("speech recognition of ChromeOS", ["libsoda.so"]),
  ...reason(
    "the driver of the graphics card; the pages are drawn without one where it is missing",
    [
      "libEGL.so.1",
      "libGL.so",
      "libGL.so.1",
      "libGLESv2.so.2",
      "libGLX_nvidia.so.0",
      "libvulkan.so",
      "libvulkan_freedreno.so",
      "libvulkan_intel.so",
      "libvulkan_radeon.so",
      "libxcb-dri3.so.0",
      "libxcb-glx.so.0",
      "libxcb-present.so.0",
      "libxcb-shm.so.0",
      "libxcb-sync.so.1",
      "libwayland-client.so.0",
    ],
  ),
  ...reason("decoding of video by the graphics card; this app shows no video", [
    "libva.so",
    "libva-drm.so",
  ]),
  ...reason("names of the graphics card in a report of crashes and in chrome://gpu", [
    "libpci.so",
    "libpci.so.3",
  ]),
  ...reason("sending reports of crashes, which this app never does", [
    "libcurl.so",
    "libcurl.so.4",
    "libcurl-gnutls.so.4",
    "libcurl-nss.so.4",
  ]),
};

/** Libraries that are part of Electron's own folder. */
export const shippedLibraries = [
  "libEGL.so",
  "libffmpeg.so",
  "libGLESv2.so",
  "libvk_swiftshader.so",
  "libvulkan.so.1",
];

/** Libraries of the C runtime, which no Linux that runs Node is without. */
export const runtimeLibraries = [
  "libc.so.6",
  "libdl.so.2",
  "libgcc_s.so.1",
  "libm.so.6",
  "libnss_compat.so.2",
  "libnss_files.so.2",
  "libpthread.so.0",
  "libstdc++.so.6",
];

/**
 * The libraries that a compiled program or library names, linked or not.
 * @param {Buffer} program its bytes
 * @returns {string[]} sonames, each once, in order
 */
export function librariesNamedIn(program) {
  const names = program.toString("latin1").match(/(?<![\w.+-])lib[\w+.-]+?\.so(?:\.\d+)*(?!\w)/g);
  return [...new Set(names)].sort();
}

/**
 * @param {string} text
 * @param {readonly string[]} names
 */
function reason(text, names) {
  return Object.fromEntries(names.map((name) => [name, text]));
}
