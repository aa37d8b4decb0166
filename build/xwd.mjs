// X11's XWDFile.h: a header of big-endian 32-bit words, then colour cells of 12 bytes, then the rows.
const word = {
  headerSize: 0,
  version: 1,
  width: 4,
  height: 5,
  byteOrder: 7,
  bitsPerPixel: 11,
  bytesPerLine: 12,
  colourCells: 19,
};
const xwdVersion = 7;
const leastSignificantFirst = 0;

/**
 * Decodes the screen that `Xvfb -fbdir` keeps in a file (X window dump, 32 bits per pixel, blue first).
 * @param {Buffer} dump
 * @returns {{ width: number, height: number, channels: 3, data: Uint8Array }} rows from the top, RGB
 * @throws {Error} for another kind of dump
 */
export function decodeXwd(dump) {
  const read = (/** @type {keyof typeof word} */ name) => dump.readUInt32BE(word[name] * 4);
  if (
    read("version") !== xwdVersion ||
    read("bitsPerPixel") !== 32 ||
    read("byteOrder") !== leastSignificantFirst
  ) {
    throw new Error("not a 32-bit, little-endian X window dump of version 7");
  }
  const [width, height, stride] = [read("width"), read("height"), read("bytesPerLine")];
  const start = read("headerSize") + read("colourCells") * 12;
  const data = new Uint8Array(width * height * 3);
  let to = 0;
  for (let row = 0; row < height; row += 1) {
    for (let from = start + row * stride, end = from + width * 4; from < end; from += 4) {
      data[to++] = dump[from + 2] ?? 0;
      data[to++] = dump[from + 1] ?? 0;
      data[to++] = dump[from] ?? 0;
    }
  }
  return { width, height, channels: 3, data };
}
