import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { drawGauge } from "../../../build/icons/ringGauge.mjs";
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
  const ring = { radius: 0.4, stroke: 0.2, fill, track };
  const size = 40;
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
    expect(pixel(attention, 0.79, 0.21)).toEqual([0, 255, 0, 255]);
    const notch = { x: 0.79 - 0.21 * Math.SQRT1_2, y: 0.21 - 0.21 * Math.SQRT1_2 };
    expect(pixel({ ...ring, share: 1 }, notch.x, notch.y)[3]).toBeGreaterThan(0);
    expect(pixel(attention, notch.x, notch.y)[3]).toBe(0);
  });
});
