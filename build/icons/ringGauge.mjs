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
 * @property {Shape} shape
 *
 * @typedef {object} Shape
 * @property {number} radius of the middle of the ring's stroke
 * @property {number} stroke width of the ring where it is filled
 * @property {number} trackStroke width of the rest of it: thinner, so that shape tells how much is left
 * @property {number} middle radius of the dot in the middle
 * @property {number} dot radius of the dot at the upper right
 * @property {number} dotInset how far its middle is from the right edge, and from the top
 * @property {number} gap between the dot and the ring
 */

/**
 * The shape for a picture of so many pixels, with its edges on the edges between pixels: strokes have whole widths, and
 * dots stand straight. Drawn twice as large as it was fitted for, each of its pixels becomes four, so that a desktop
 * which halves the picture gets the small one back, as sharp as if it had been drawn.
 * @param {number} pixels
 * @returns {Shape}
 */
export function shapeFor(pixels) {
  const whole = (/** @type {number} */ share) => Math.max(1, Math.round(share * pixels));
  const margin = Math.round(0.03 * pixels);
  const stroke = whole(0.2);
  // As odd or even as the stroke, so that it lies in its middle.
  const trackStroke = stroke - 2 * Math.round(0.3 * stroke);
  const middle = 2 * whole(0.13) - (pixels % 2);
  const dot = whole(0.33);
  const shape = {
    radius: (pixels - stroke) / 2 - margin,
    stroke,
    trackStroke,
    middle: middle / 2,
    dot: dot / 2,
    dotInset: dot / 2,
    gap: whole(0.08),
  };
  const scaled = Object.entries(shape).map(([name, length]) => [name, length / pixels]);
  return /** @type {Shape} */ (Object.fromEntries(scaled));
}

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
  const { shape } = gauge;
  const below = gauge.tile && isInTile(gauge.tile.radius, x, y) ? [gauge.tile.paint] : [];
  if (gauge.attention) {
    const distance = Math.hypot(x - (1 - shape.dotInset), y - shape.dotInset);
    if (distance < shape.dot) return [...below, gauge.attention];
    if (distance < shape.dot + shape.gap) return below;
  }
  const [dx, dy] = [x - 0.5, y - 0.5];
  const fromMiddle = Math.hypot(dx, dy);
  if (gauge.low && fromMiddle < shape.middle) return [...below, gauge.low];
  const turn = (Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1;
  const isFilled = turn < gauge.share;
  const width = isFilled ? shape.stroke : shape.trackStroke;
  if (Math.abs(fromMiddle - shape.radius) > width / 2) return below;
  return [...below, isFilled ? gauge.fill : gauge.track];
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
