import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

const styles = readFileSync(
  join(import.meta.dirname, "../../../renderer/styles/tokens.css"),
  "utf8",
);

/** The colours of a theme by token name. */
function coloursOf(theme: Theme): ReadonlyMap<string, string> {
  const pairs = styles.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map(
    [...pairs].map(([, name, light, dark]) => [
      name ?? "",
      (theme === "light" ? light : dark) ?? "",
    ]),
  );
}

/** WCAG 2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast, 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["background", "surface", "raised", "hover", "selected"];
const services = ["pay", "boost", "link"];
const verdicts = ["ok", "warn", "danger"];

/** Every pair that carries text: colour, ground. */
const textPairs: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [["text", ground] as const, ["dimmed", ground] as const]),
  ...[...services, ...verdicts, "accent"].flatMap((colour) =>
    ["background", "surface", "raised"].map((ground) => [colour, ground] as const),
  ),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["accent", "selected"],
  ["danger", "removed"],
  ["ok", "added"],
  ["text", "added"],
  ["text", "added-strong"],
  ["text", "removed"],
  ["text", "removed-strong"],
  ["dimmed", "added"],
  ["dimmed", "removed"],
  ["text", "attention"],
  ["dimmed", "attention"],
  // The colours of TOML on lines that are marked.
  ...["link", "boost"].flatMap((colour) =>
    ["surface", "selected", "added", "removed", "attention"].map(
      (ground) => [colour, ground] as const,
    ),
  ),
  ["text", "pressed"],
  ["text", "track"],
  ["text", "thumb"],
];

/** Every pair of a mark without words and its ground. */
const markPairs: readonly (readonly [string, string])[] = [
  ...["control", "accent", ...services, "danger"].flatMap((colour) =>
    ["background", "surface", "raised"].map((ground) => [colour, ground] as const),
  ),
  ["on-accent", "accent"],
  ["danger", "selected"],
  ["warn", "attention"],
  ["warn", "surface"],
];

describe.each(themes)("the %s theme", (theme) => {
  const colours = coloursOf(theme);
  const colour = (name: string): string => {
    const value = colours.get(name);
    if (!value) throw new Error(`there is no token --${name}`);
    return value;
  };

  it.each(textPairs)("can be read: %s on %s", (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markPairs)("can be seen: %s on %s", (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

describe("the tokens of the visual direction", () => {
  it.each([
    ["background", "#F7F8FA", "#0F1115"],
    ["surface", "#FFFFFF", "#171A21"],
    ["raised", "#FFFFFF", "#1E222B"],
    ["text", "#14171F", "#EDF0F5"],
    ["dimmed", "#5B6472", "#98A2B3"],
    ["line", "#E4E7EC", "#2A303B"],
    ["accent", "#3B5BDB", "#748FFC"],
    ["pay", "#8F5B0F", "#F2B84B"],
    ["boost", "#7048E8", "#B197FC"],
    ["link", "#0B7285", "#3BC9DB"],
    ["ok", "#267A37", "#69DB7C"],
    ["warn", "#A65500", "#FFB366"],
    ["danger", "#C92A2A", "#FF8787"],
  ])("has %s as agreed", (name, light, dark) => {
    expect(coloursOf("light").get(name)).toBe(light.toLowerCase());
    expect(coloursOf("dark").get(name)).toBe(dark.toLowerCase());
  });
});
