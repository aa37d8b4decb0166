import { nearestId } from "../../app/config/nearestId.ts";
import type { Translate } from "../../app/i18n/i18n.ts";

const titles = {
  "Usage:": "usage",
  "Arguments:": "arguments",
  "Options:": "options",
  "Commands:": "commands",
} as const;

/** A title of the help that commander 14 writes, in the language of the user. */
export function titleWords(title: string, t: Translate): string {
  const key = Object.entries(titles).find(([english]) => english === title)?.[1];
  return key === undefined ? title : t(`cli.usage.titles.${key}`);
}

const mistakes = [
  ["unknownCommand", /^error: unknown command '(.+?)'/],
  ["unknownOption", /^error: unknown option '(.+?)'/],
  ["missingArgument", /^error: missing required argument '(.+?)'/],
  ["missingValue", /^error: option '(.+?)' argument missing/],
  ["tooMany", /^error: too many arguments/],
] as const;

/**
 * What commander 14 has to say of wrong usage, in the language of the user and with the way to the help. It offers
 * names that are hardly alike; only those that a slip can explain are kept. Sentences that are not known here stay.
 */
export function mistakeWords(english: string, t: Translate): string {
  const help = t("cli.usage.help");
  for (const [key, pattern] of mistakes) {
    const found = pattern.exec(english);
    if (!found) continue;
    const name = found[1] ?? "";
    const offered = /\(Did you mean (?:one of )?(.+)\?\)/.exec(english)?.[1]?.split(", ") ?? [];
    const nearest = nearestId(name, offered);
    const more = nearest === undefined ? [] : [t("cli.usage.nearest", { name: nearest })];
    return `${[t(`cli.usage.${key}`, { name }), ...more, help].join("\n")}\n`;
  }
  return `${english.replace(/^error: /, "").trimEnd()}\n${help}\n`;
}
