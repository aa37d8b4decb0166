// node build/icons/drawIcons.mjs: draws every icon anew. The results are committed; run it after changing a drawing.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { encodePng } from "../png.mjs";
import { drawGauge } from "./ringGauge.mjs";

/** @typedef {import("./ringGauge.mjs").Gauge} Gauge */

const steps = 8;
const black = /** @type {const} */ ([0, 0, 0]);
const white = /** @type {const} */ ([255, 255, 255]);
// Between the accents for light and dark: stands out from a white and from a black panel.
const accent = /** @type {const} */ ([0x5c, 0x7c, 0xfa]);
const grey = /** @type {const} */ ([0x8a, 0x93, 0xa3]);
const warn = /** @type {const} */ ([0xf0, 0x8c, 0x2e]);
const night = /** @type {const} */ ([0x17, 0x1a, 0x21]);

/** @type {Omit<Gauge, "share">} */
const trayRing = {
  radius: 0.37,
  stroke: 0.2,
  fill: { colour: accent, alpha: 1 },
  track: { colour: grey, alpha: 0.7 },
};
/** macOS colours a template image itself and looks at its alpha only. @type {Omit<Gauge, "share">} */
const templateRing = {
  ...trayRing,
  fill: { colour: black, alpha: 1 },
  track: { colour: black, alpha: 0.3 },
};
/** @type {Gauge} */
const appIcon = {
  share: 0.72,
  radius: 0.27,
  stroke: 0.115,
  fill: { colour: [0x74, 0x8f, 0xfc], alpha: 1 },
  track: { colour: white, alpha: 0.16 },
  tile: { paint: { colour: night, alpha: 1 }, radius: 0.2 },
};

/** Tray icons: for each platform its folder, its size, and the enlargements that Electron picks by file name. */
const trays = [
  { folder: "tray", size: 22, scales: [1, 2], suffix: "", ring: trayRing, dot: warn },
  {
    folder: "tray/windows",
    size: 16,
    scales: [1, 1.25, 1.5, 2],
    suffix: "",
    ring: trayRing,
    dot: warn,
  },
  {
    folder: "tray/mac",
    size: 18,
    scales: [1, 2],
    suffix: "Template",
    ring: templateRing,
    dot: black,
  },
];
const appSizes = [16, 32, 48, 64, 128, 256, 512];

for (const folder of ["tray", "app"])
  await rm(join(import.meta.dirname, folder), { recursive: true, force: true });
for (const { folder, size, scales, suffix, ring, dot } of trays) {
  /** @type {Array<{ name: string, gauge: Gauge }>} */
  const images = Array.from({ length: steps + 1 }, (_, step) => ({
    name: `ring-${step}`,
    gauge: { ...ring, share: step / steps },
  }));
  images.push({
    name: "attention",
    gauge: { ...ring, share: 1, attention: { colour: dot, alpha: 1 } },
  });
  images.push({
    name: "low",
    gauge: { ...ring, share: 1 / steps, low: { colour: dot, alpha: 1 } },
  });
  for (const { name, gauge } of images) {
    for (const scale of scales) {
      const file = `${name}${suffix}${scale === 1 ? "" : `@${scale}x`}.png`;
      await save(join(folder, file), gauge, size * scale);
    }
  }
}
for (const size of appSizes) await save(join("app", `${size}x${size}.png`), appIcon, size);

/**
 * @param {string} file
 * @param {Gauge} gauge
 * @param {number} size pixels
 */
async function save(file, gauge, size) {
  const path = join(import.meta.dirname, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, encodePng(drawGauge(gauge, size)));
}
