import { describe, expect, it } from "vitest";
import { fetchSettingsIn, readAptSources } from "../../../build/bare/aptSources.mjs";
import { hasView } from "../../../build/bare/drawnWindow.mjs";
import { installCommand, installCommandIn } from "../../../build/debianPackages.mjs";
import { chosenStages } from "../../../build/testStages.mjs";
import { tallyIn, tallyLine } from "../../../build/testTally.mjs";

describe("the source lists of apt", () => {
  it("are read in one line each", () => {
    const text = [
      "# deb http://old.invalid/debian bookworm main",
      "deb http://mirror.invalid/debian bookworm main contrib # ours",
      "deb-src http://mirror.invalid/debian bookworm main",
      "deb [arch=amd64 signed-by=/usr/share/keyrings/a.gpg] https://mirror.invalid/security bookworm-security main",
      "deb [trusted=yes] file:/srv/debian ./",
    ].join("\n");
    expect(readAptSources(text, "sources.list")).toEqual([
      {
        format: "list",
        text: "deb http://mirror.invalid/debian bookworm main contrib",
        addresses: ["http://mirror.invalid/debian"],
        suites: ["bookworm"],
        keyring: undefined,
        isTrusted: false,
      },
      expect.objectContaining({
        suites: ["bookworm-security"],
        keyring: "/usr/share/keyrings/a.gpg",
      }),
      expect.objectContaining({ suites: ["./"], isTrusted: true }),
    ]);
  });

  it("are read in paragraphs of fields, without those that are switched off", () => {
    const text = [
      "Types: deb deb-src",
      "# http://snapshot.invalid/debian",
      "URIs: http://mirror.invalid/debian",
      "Suites: bookworm",
      " bookworm-updates",
      "Components: main",
      "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg",
      "",
      "Types: deb",
      "URIs: http://off.invalid/debian",
      "Suites: bookworm",
      "Enabled: no",
      "",
      "Types: deb-src",
      "URIs: http://code.invalid/debian",
      "Suites: bookworm",
    ].join("\n");
    const [source, ...others] = readAptSources(text, "sources.list.d/debian.sources");
    expect(others).toEqual([]);
    expect(source).toMatchObject({
      addresses: ["http://mirror.invalid/debian"],
      suites: ["bookworm", "bookworm-updates"],
      keyring: "/usr/share/keyrings/debian-archive-keyring.gpg",
      isTrusted: false,
    });
    expect(source?.text).not.toContain("snapshot.invalid");
  });

  it("are in no other files", () => {
    const line = "deb http://mirror.invalid/debian bookworm main";
    expect(readAptSources(line, "sources.list.d/debian.list.disabled")).toEqual([]);
  });

  it("come with the settings to fetch by, and with no program that finds them out", () => {
    const dump = [
      'Acquire::http::Proxy "http://proxy.invalid:3128";',
      'Acquire::http::Proxy-Auto-Detect "/usr/bin/detect";',
      'Acquire::Check-Valid-Until "false";',
      'Acquire::Languages "none";',
      'APT::Architecture "amd64";',
    ].join("\n");
    expect(fetchSettingsIn(dump)).toBe(
      'Acquire::http::Proxy "http://proxy.invalid:3128";\nAcquire::Check-Valid-Until "false";\n',
    );
  });
});

describe("what a bare system has printed", () => {
  it("holds the one command to run", () => {
    const command = installCommand(["libnss3", "xvfb"]);
    const output = `> start\n\nThese are missing. Run this, then try again:\n  ${command}\nnpm error\n`;
    expect(installCommandIn(output)).toBe(command);
    expect(installCommandIn("Building the app\n")).toBeUndefined();
  });

  it("ends with the sum of the tests", () => {
    const tally = { passed: 12, failed: 1, skipped: 3 };
    expect(tallyIn(`9 passed, 0 failed\n${tallyLine(tally)}\n`)).toEqual(tally);
    expect(tallyIn("12 passed, 0 failed\n")).toEqual({ passed: 12, failed: 0, skipped: 0 });
    expect(tallyIn("12 passed, 0 failed\nand more")).toBeUndefined();
  });
});

describe("the picture of a screen", () => {
  const picture = (colourAt: (x: number, y: number) => number) => {
    const [width, height] = [200, 100];
    const data = new Uint8Array(width * height * 3);
    for (let at = 0; at < width * height; at += 1)
      data[at * 3] = colourAt(at % width, Math.floor(at / width));
    return { width, height, data };
  };

  it("shows a view when there is something in its middle, and none when only the frame has letters", () => {
    expect(hasView(picture((x) => x))).toBe(true);
    expect(hasView(picture((x) => Math.min(x, 60)))).toBe(false);
  });
});

describe("the stages of npm test", () => {
  it("are all when none is named, and run in their order", () => {
    expect(chosenStages([])).toEqual(["unit", "fuzz", "adapters", "codex", "e2e"]);
    expect(chosenStages(["e2e", "unit"])).toEqual(["unit", "e2e"]);
  });

  it("are refused under another name", () => {
    expect(() => chosenStages(["units", "toString"])).toThrow(
      "Unknown stage: units, toString. There are: unit, fuzz, adapters, codex, e2e.",
    );
  });
});
