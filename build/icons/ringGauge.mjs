const samplesPerSide = 8;

/**
 * @typedef {readonly [number, number, number]} Colour red, green, blue, 0 to 255
 * @typedef {{ colour: Colour, alpha: number }} Paint alpha 0 to 1
 */

/**
 * The one mark of this product, in a unit square with y downwards: a ring of which a share is filled, clockwise from the
 * top. With attention, a notch is cut out at the upper right and a dot sits in it; when little is left, a dot sits in the
 * middle: shape tells, not colour alone.
 * @typedef {object} Gauge
 * @property {number} share 0 to 1, how much of the ring is filled
 * @property {Paint} track the rest of the ring
 * @property {Paint} fill
 * @property {Paint} [attention] colour of the dot, which also cuts the notch
 * @property {Paint} [low] colour of a dot in the middle
 * @property {{ paint: Paint, radius: number }} [tile] a rounded square behind the ring (app icon)
 * @property {number} radius of the middle of the ring's stroke
 * @property {number} stroke width of the ring
 */

const middle = 0.13;
const dot = { x: 0.79, y: 0.21, radius: 0.165, notch: 0.25 };

/**
 * Draws a gauge, anti-aliased by taking samples.
 * @param {Gauge} gauge
 * @param {number} size pixels
 * @returns {{ width: number, height: number, channels: 4, data: Uint8Array }}
 */
export function drawGauge(gauge, size) {
  const data = new Uint8Array(size * size * 4);
  const step = 1 / (size * samplesPerSide);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < samplesPerSide ** 2; sample += 1) {
        const x = column / size + ((sample % samplesPerSide) + 0.5) * step;
        const y = row / size + (Math.floor(sample / samplesPerSide) + 0.5) * step;
        add(sum, paintAt(gauge, x, y));
      }
      data.set(average(sum), (row * size + column) * 4);
    }
  }
  return { width: size, height: size, channels: 4, data };
}

/**
 * @param {Gauge} gauge
 * @param {number} x
 * @param {number} y
 * @returns {readonly Paint[]} from the bottom up
 */
function paintAt(gauge, x, y) {
  const below = gauge.tile && isInTile(gauge.tile.radius, x, y) ? [gauge.tile.paint] : [];
  if (gauge.attention) {
    const distance = Math.hypot(x - dot.x, y - dot.y);
    if (distance < dot.radius) return [...below, gauge.attention];
    if (distance < dot.notch) return below;
  }
  const [dx, dy] = [x - 0.5, y - 0.5];
  if (gauge.low && Math.hypot(dx, dy) < middle) return [...below, gauge.low];
  if (Math.abs(Math.hypot(dx, dy) - gauge.radius) > gauge.stroke / 2) return below;
  const turn = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1;
  return [...below, turn < gauge.share ? gauge.fill : gauge.track];
}

/**
 * @param {number} radius of the corners
 * @param {number} x
 * @param {number} y
 */
function isInTile(radius, x, y) {
  const edge = 0.04;
  const beyond = (/** @type {number} */ at) =>
    Math.max(0, Math.abs(at - 0.5) - (0.5 - edge - radius));
  return Math.hypot(beyond(x), beyond(y)) <= radius;
}

/**
 * Adds one sample, its layers blended, with premultiplied alpha.
 * @param {number[]} sum
 * @param {readonly Paint[]} layers
 */
function add(sum, layers) {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const { colour, alpha: cover } of layers) {
    red = colour[0] * cover + red * (1 - cover);
    green = colour[1] * cover + green * (1 - cover);
    blue = colour[2] * cover + blue * (1 - cover);
    alpha = cover + alpha * (1 - cover);
  }
  [red, green, blue, alpha].forEach((value, index) => {
    sum[index] = (sum[index] ?? 0) + value;
  });
}

/** @param {number[]} sum */
function average([red = 0, green = 0, blue = 0, alpha = 0]) {
  if (alpha === 0) return [0, 0, 0, 0];
  const opacity = (alpha / samplesPerSide ** 2) * 255;
  return [red / alpha, green / alpha, blue / alpha, opacity].map(Math.round);
}
