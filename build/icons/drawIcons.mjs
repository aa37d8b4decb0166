// node build/icons/drawIcons.mjs: draws every icon anew. The results are committed; run it after changing a drawing.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { encodePng } from "../png.mjs";
import { drawGauge, shapeFor } from "./ringGauge.mjs";

/** @typedef {import("./ringGauge.mjs").Gauge} Gauge */

const steps = 8;
const black = /** @type {const} */ ([0, 0, 0]);
const white = /** @type {const} */ ([255, 255, 255]);
// Between the accents for light and dark: stands out from a white and from a black panel.
const accent = /** @type {const} */ ([0x5c, 0x7c, 0xfa]);
const grey = /** @type {const} */ ([0x8a, 0x93, 0xa3]);
const warn = /** @type {const} */ ([0xf0, 0x8c, 0x2e]);
const night = /** @type {const} */ ([0x17, 0x1a, 0x21]);

const coloured = {
  fill: { colour: accent, alpha: 1 },
  track: { colour: grey, alpha: 1 },
  dot: { colour: warn, alpha: 1 },
};
/** macOS colours a template image itself and looks at its alpha only. */
const template = {
  fill: { colour: black, alpha: 1 },
  track: { colour: black, alpha: 0.6 },
  dot: { colour: black, alpha: 1 },
};
/** @type {Gauge} */
const appIcon = {
  share: 0.72,
  fill: { colour: [0x74, 0x8f, 0xfc], alpha: 1 },
  track: { colour: white, alpha: 0.16 },
  tile: { paint: { colour: night, alpha: 1 }, radius: 0.2 },
  shape: { ...shapeFor(512), radius: 0.27, stroke: 0.115, trackStroke: 0.115 },
};

/**
 * Tray icons, each `fit` to a number of pixels and `drawn` with as many or twice as many.
 *
 * Linux: Electron gives the desktop one picture, whatever the screen: twice the usual 22, which halves well.
 * Windows: Electron makes the icon of one picture too, so there is one for each scale from 100 % to 300 %.
 * macOS: two representations of one image.
 */
const trays = [
  { folder: "linux", paints: coloured, sizes: [{ name: "", fit: 22, drawn: 44 }] },
  {
    folder: "windows",
    paints: coloured,
    sizes: [16, 20, 24, 28, 32, 40, 48].map((size) => ({
      name: `.${size}`,
      fit: size,
      drawn: size,
    })),
  },
  {
    folder: "mac",
    paints: template,
    sizes: [
      { name: "Template", fit: 18, drawn: 18 },
      { name: "Template@2x", fit: 36, drawn: 36 },
    ],
  },
];
const appSizes = [16, 32, 48, 64, 128, 256, 512];

for (const folder of ["tray", "app"])
  await rm(join(import.meta.dirname, folder), { recursive: true, force: true });
for (const { folder, paints, sizes } of trays) {
  for (const { name, fit, drawn } of sizes) {
    const { fill, track, dot } = paints;
    const ring = { fill, track, shape: shapeFor(fit) };
    const save = (/** @type {string} */ kind, /** @type {Gauge} */ gauge) =>
      savePicture(join("tray", folder, `${kind}${name}.png`), gauge, drawn);
    for (let step = 0; step <= steps; step += 1)
      await save(`ring-${step}`, { ...ring, share: step / steps });
    await save("attention", { ...ring, share: 1, attention: dot });
    await save("low", { ...ring, share: 1 / steps, low: dot });
  }
}
for (const size of appSizes) await savePicture(join("app", `${size}x${size}.png`), appIcon, size);

/**
 * @param {string} file
 * @param {Gauge} gauge
 * @param {number} size pixels
 */
async function savePicture(file, gauge, size) {
  const path = join(import.meta.dirname, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, encodePng(drawGauge(gauge, size)));
}
