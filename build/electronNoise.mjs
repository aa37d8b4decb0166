/** How Chromium begins a line about an error in one of its own files: process, time, file, line. */
const start = String.raw`^\[[\d:]+\d{4}/\d{6}\.\d+:ERROR:(?:[\w/]+/)?`;

/** @param {string} rest after the start, a regular expression */
const error = (rest) => new RegExp(start + rest);

/**
 * What Electron prints where nothing is wrong, each with the reason why nobody needs to know.
 * @type {ReadonlyArray<{ pattern: RegExp, reason: string }>}
 */
export const noise = [
  {
    pattern: error(String.raw`bus\.cc\W\d+\W+Failed to connect to the bus: `),
    reason:
      "Chromium asks the buses for batteries, Bluetooth and the like. What this app lacks without one, it tells in its window.",
  },
  {
    pattern: error(
      String.raw`object_proxy\.cc\W\d+\W+Failed to call method: org\.freedesktop\.[\w.]+: object_path= \S+: (?:unknown error type: $|org\.freedesktop\.DBus\.Error\.ServiceUnknown)`,
    ),
    reason: "The same, about a bus that is not there or a service that the desktop does not have.",
  },
  {
    pattern: error(
      String.raw`viz_main_impl\.cc\W\d+\W+Exiting GPU process due to errors during initialization`,
    ),
    reason: "There is no graphics card; Chromium goes on without one.",
  },
  {
    pattern: error(String.raw`vaapi_wrapper\.cc\W\d+\W+vaInitialize failed`),
    reason: "The graphics card decodes no video, and this app shows none.",
  },
];

/**
 * Passes on what is worth reading, line by line and as it comes.
 * @param {NodeJS.ReadableStream} from
 * @param {(text: string) => void} print
 * @returns {Promise<void>} resolves when nothing more comes
 */
export async function printWithoutNoise(from, print) {
  let rest = "";
  for await (const chunk of from.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    const heard = lines.filter((line) => !isNoise(line));
    if (heard.length > 0) print(`${heard.join("\n")}\n`);
  }
  if (rest !== "") print(rest);
}

/** @param {string} line */
function isNoise(line) {
  return noise.some(({ pattern }) => pattern.test(line));
}
