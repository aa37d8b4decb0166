import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * One entry of apt's source lists.
 * @typedef {object} AptSource
 * @property {"list" | "sources"} format one line, or a paragraph of fields
 * @property {string} text as it stands in the file, without comments
 * @property {string[]} addresses
 * @property {string[]} suites
 * @property {string | undefined} keyring path of the file that is to have signed it
 * @property {boolean} isTrusted whether no signature is asked for
 */

const folder = "/etc/apt";

/**
 * This machine's sources for one release of its system, without those of other programs.
 * @param {string} release such as "bookworm"
 * @returns {Promise<AptSource[]>}
 */
export async function aptSourcesOf(release) {
  const parts = await readdir(join(folder, "sources.list.d")).catch(() => []);
  const names = ["sources.list", ...parts.sort().map((name) => join("sources.list.d", name))];
  const sources = await Promise.all(
    names.map(async (name) =>
      readAptSources(await readFile(join(folder, name), "utf8").catch(() => ""), name),
    ),
  );
  return sources.flat().filter(({ suites }) => suites.every((suite) => isSuiteOf(suite, release)));
}

/**
 * @param {string} suite such as "bookworm-updates" or "bookworm/updates"
 * @param {string} release
 */
function isSuiteOf(suite, release) {
  return suite.split(/[-/]/)[0] === release;
}

/**
 * The entries for packages (not for source code) in a file of apt's source lists that are in use.
 * @param {string} text
 * @param {string} name of the file; apt knows two formats by it and passes over all others
 * @returns {AptSource[]}
 */
export function readAptSources(text, name) {
  if (name.endsWith(".sources")) return text.split(/\n\s*\n/).flatMap(readParagraph);
  return name.endsWith(".list") ? text.split("\n").flatMap(readLine) : [];
}

/**
 * @param {string} line
 * @returns {AptSource[]} none or one
 */
function readLine(line) {
  const text = line.replace(/#.*/, "").trim();
  const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/.exec(text);
  if (match === null) return [];
  const [, options = "", address = "", suite = ""] = match;
  return [
    {
      format: "list",
      text,
      addresses: [address],
      suites: [suite],
      keyring: /signed-by=(\/\S+)/.exec(options)?.[1],
      isTrusted: /trusted=yes/.test(options),
    },
  ];
}

/**
 * @param {string} paragraph
 * @returns {AptSource[]} none or one
 */
function readParagraph(paragraph) {
  const lines = paragraph.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const text = lines.join("\n");
  /** @param {string} name */
  const field = (name) =>
    (new RegExp(`^${name}:(.*(?:\\n\\s.*)*)`, "im").exec(text)?.[1] ?? "")
      .split(/\s+/)
      .filter(Boolean);
  if (!field("Types").includes("deb") || field("Enabled")[0] === "no") return [];
  return [
    {
      format: "sources",
      text,
      addresses: field("URIs"),
      suites: field("Suites"),
      keyring: field("Signed-By").find((word) => word.startsWith("/")),
      isTrusted: field("Trusted")[0] === "yes",
    },
  ];
}

/**
 * What of apt's settings decides how packages are fetched: proxies, certificates, and how old a list may be.
 * @param {string} dump as `apt-config dump` prints it
 * @returns {string} for a file in apt.conf.d
 */
export function fetchSettingsIn(dump) {
  return dump
    .split("\n")
    .filter((line) => /^Acquire::(https?|Check-|Retries|Force)/i.test(line))
    .filter((line) => !/auto-?detect/i.test(line))
    .map((line) => `${line}\n`)
    .join("");
}
