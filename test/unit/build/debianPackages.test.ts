import { describe, expect, it } from "vitest";
import {
  describeMissing,
  installCommand,
  namesOf,
  packagesFor,
  unopenableLibraries,
  unresolvedLibraries,
} from "../../../build/debianPackages.mjs";

const lddOutput = `
	linux-vdso.so.1 (0x00007ffd8a5f2000)
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1c8a000000)
	libsmime3.so => not found
	libnss3.so => not found
	libnew.so.9 => not found
`;

const ldconfigOutput = `566 libs found in cache \`/etc/ld.so.cache'
	libsecret-1.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libsecret-1.so.0
	libnssckbi.so (libc6,x86-64) => /lib/x86_64-linux-gnu/libnssckbi.so
	libnotify.so.4 (libc6) => /lib/i386-linux-gnu/libnotify.so.4
	libgdk_pixbuf-2.0.so.0 (libc6,x86-64) => /lib/x86_64-linux-gnu/libgdk_pixbuf-2.0.so.0
	libgdk-3.so.0 (libc6,x86-64, OS ABI: Linux 3.2.0) => /lib/x86_64-linux-gnu/libgdk-3.so.0
	libX11-xcb.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libX11-xcb.so.1
`;

describe("missing system packages", () => {
  it("reads the unresolved libraries out of ldd", () => {
    expect(unresolvedLibraries(lddOutput)).toEqual([
      "libgtk-3.so.0",
      "libsmime3.so",
      "libnss3.so",
      "libnew.so.9",
    ]);
  });

  it("finds what Electron would open in vain, which ldd does not show", () => {
    const libraries = unopenableLibraries(ldconfigOutput, "x64");
    expect(libraries).toEqual(["libnotify.so.4", "libXcursor.so.1"]);
    expect(packagesFor({ libraries, programs: [], fonts: [] })).toEqual([
      "libnotify4",
      "libxcursor1",
    ]);
  });

  it("names each package once, in a stable order, and no library we do not know", () => {
    const missing = {
      libraries: unresolvedLibraries(lddOutput),
      programs: ["Xvfb", "gnome-keyring-daemon", "zsh"],
      fonts: ["chinese"],
    };
    expect(packagesFor(missing)).toEqual([
      "fonts-wqy-microhei",
      "gnome-keyring",
      "libgtk-3-0",
      "libnss3",
      "xvfb",
      "zsh",
    ]);
    expect(describeMissing(missing)).toBe(
      "libgtk-3.so.0, libsmime3.so, libnss3.so, libnew.so.9, Xvfb, gnome-keyring-daemon, zsh, a chinese font",
    );
  });

  it("takes another browser of the same make for Chromium", () => {
    expect(namesOf("chromium")).toContain("google-chrome");
    expect(namesOf("Xvfb")).toEqual(["Xvfb"]);
    expect(packagesFor({ libraries: [], programs: ["chromium"], fonts: [] })).toEqual(["chromium"]);
  });

  it("gives one command to a person without root rights", () => {
    expect(installCommand(["libnss3", "xvfb"])).toBe(
      "sudo apt-get update && sudo apt-get install -y --no-install-recommends libnss3 xvfb",
    );
  });
});
