import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { drawGauge, shapeFor } from "../../../build/icons/ringGauge.mjs";
import { encodePng } from "../../../build/png.mjs";
import { decodeXwd } from "../../../build/xwd.mjs";

/** A dump of 2 × 1 pixels as Xvfb writes it, with one colour cell and padded rows. */
function windowDump(bitsPerPixel = 32): Buffer {
  const header = Buffer.alloc(100);
  const words = [100, 7, 2, 24, 2, 1, 0, 0, 32, 0, 32, bitsPerPixel, 12, 4, 0, 0, 0, 8, 1, 1];
  for (const [index, word] of words.entries()) header.writeUInt32BE(word, index * 4);
  const pixels = Buffer.from([0x10, 0x20, 0x30, 0, 0x40, 0x50, 0x60, 0, 9, 9, 9, 9]);
  return Buffer.concat([header, Buffer.alloc(12), pixels]);
}

describe("a screenshot", () => {
  it("turns Xvfb's blue-first pixels into red-first ones", () => {
    expect(decodeXwd(windowDump())).toEqual({
      width: 2,
      height: 1,
      channels: 3,
      data: Uint8Array.of(0x30, 0x20, 0x10, 0x60, 0x50, 0x40),
    });
  });

  it("refuses another kind of dump", () => {
    expect(() => decodeXwd(windowDump(16))).toThrow("not a 32-bit");
  });

  it("is a PNG with every row unfiltered", () => {
    const png = encodePng({
      width: 1,
      height: 2,
      channels: 3,
      data: Uint8Array.of(1, 2, 3, 4, 5, 6),
    });
    const start = png.indexOf("IDAT") + 4;
    const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
    expect([...rows]).toEqual([0, 1, 2, 3, 0, 4, 5, 6]);
    expect(png.subarray(16, 24)).toEqual(Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]));
  });
});

describe("the ring gauge", () => {
  const fill = { colour: [255, 0, 0], alpha: 1 } as const;
  const track = { colour: [0, 0, 255], alpha: 1 } as const;
  const size = 40;
  const ring = { shape: shapeFor(size), fill, track };
  const pixel = (gauge: Parameters<typeof drawGauge>[0], x: number, y: number) => {
    const { data } = drawGauge(gauge, size);
    const start = (Math.floor(y * size) * size + Math.floor(x * size)) * 4;
    return [...data.subarray(start, start + 4)];
  };

  it("fills clockwise from the top", () => {
    const half = { ...ring, share: 0.5 };
    expect(pixel(half, 0.9, 0.5)).toEqual([255, 0, 0, 255]);
    expect(pixel(half, 0.1, 0.5)).toEqual([0, 0, 255, 255]);
    expect(pixel(half, 0.5, 0.5)).toEqual([0, 0, 0, 0]);
  });

  it("shows that little is left by a dot in the middle", () => {
    const low = { colour: [0, 255, 0], alpha: 1 } as const;
    expect(pixel({ ...ring, share: 0.125, low }, 0.5, 0.5)).toEqual([0, 255, 0, 255]);
    expect(pixel({ ...ring, share: 0.125, low }, 0.5, 0.3)[3]).toBe(0);
  });

  it("shows attention by its shape: a dot in a notch", () => {
    const dot = { colour: [0, 255, 0], alpha: 1 } as const;
    const attention = { ...ring, share: 1, attention: dot };
    expect(pixel(attention, 0.84, 0.16)).toEqual([0, 255, 0, 255]);
    const notch = { x: 0.705, y: 0.295 };
    expect(pixel({ ...ring, share: 1 }, notch.x, notch.y)[3]).toBe(255);
    expect(pixel(attention, notch.x, notch.y)[3]).toBeLessThan(10);
  });

  it("tells what is left by its width, too, for those who see no colours", () => {
    const half = { ...ring, share: 0.5 };
    const outermost = (18 / 40) * 1.01;
    expect(pixel(half, 0.5 + outermost, 0.5)[3]).toBe(255);
    expect(pixel(half, 0.5 - outermost, 0.5)[3]).toBe(0);
  });

  /** The alphas of a row through the middle, from the left. */
  const middleRow = (pixels: number) => {
    const full = { ...ring, shape: shapeFor(pixels), share: 1 };
    const { data } = drawGauge(full, pixels);
    const start = Math.floor(pixels / 2) * pixels;
    return Array.from({ length: pixels }, (_, at) => data[(start + at) * 4 + 3] ?? 0);
  };

  it.each([
    [16, 0, 3],
    [18, 1, 4],
    [20, 1, 4],
    [22, 1, 4],
    [24, 1, 5],
    [28, 1, 6],
    [32, 1, 6],
    [36, 1, 7],
    [40, 1, 8],
    [48, 1, 10],
  ])("is sharp at %d pixels: its edges are where pixels end", (pixels, margin, stroke) => {
    const row = middleRow(pixels);
    const isInk = row.map((alpha) => (alpha > 225 ? "#" : alpha < 30 ? "." : "?")).join("");
    const half = `${".".repeat(margin)}${"#".repeat(stroke)}`.padEnd(pixels / 2, ".");
    expect(isInk).toBe(half + [...half].reverse().join(""));
  });

  it("comes out of being halved as if it had been drawn small", () => {
    const dot = { colour: [0, 255, 0], alpha: 1 } as const;
    const gauge = { ...ring, shape: shapeFor(22), share: 0.375, attention: dot, low: dot };
    const [small, large] = [22, 44].map((pixels) => drawGauge(gauge, pixels).data);
    const alphaOf = (data: Uint8Array | undefined, x: number, y: number, width: number) =>
      data?.[(y * width + x) * 4 + 3] ?? -1;
    for (let y = 0; y < 22; y += 1)
      for (let x = 0; x < 22; x += 1) {
        const four = [0, 1, 2, 3].map((part) =>
          alphaOf(large, 2 * x + (part % 2), 2 * y + (part >> 1), 44),
        );
        const halved = four.reduce((sum, alpha) => sum + alpha, 0) / 4;
        expect(Math.abs(halved - alphaOf(small, x, y, 22))).toBeLessThan(12);
      }
  });
});
