import { BOOST, BOOST_BLOCK, PAY } from "./blocks.ts";
import {
  commentOut,
  type GoldenCase,
  moveToRoot,
  remove,
  setActive,
  upsert,
} from "./goldenCase.ts";

/** Files from which a provider is taken or in which a fault is repaired. */
export const repairCases: readonly GoldenCase[] = [
  {
    name: "remove-middle",
    why: "the comments directly above and below go with the table",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-first",
    why: "the file starts with what is left",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-last",
    why: "the file ends with what is left",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-last-no-final-newline",
    why: "the file ends with what is left",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-only",
    why: "the file is empty",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-only-bom-crlf",
    why: "the byte order mark stays",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-compact",
    why: "no gap comes into a file without any",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-sub-tables",
    why: "sub-tables go wherever they stand",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inside-comments",
    why: "comments between the keys go, the next section stays",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-quoted",
    why: "an id with a dot and a space",
    intents: () => [remove("my.balance 1")],
  },
  {
    name: "remove-dotted",
    why: "dotted keys below a header",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-dotted-root",
    why: "dotted keys at the root",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-first",
    why: "the first of an inline table",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-last",
    why: "the last of an inline table",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-middle-dotted",
    why: "scattered over an inline table",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-only",
    why: "the inline table stays, empty",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-lines",
    why: "whole lines go",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-lines-last",
    why: "the comma before stays, as TOML 1.1 allows",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-inline-statement",
    why: "a line below a header",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-large",
    why: "one provider out of a file that has been lived in",
    intents: () => [remove("photonmark-codex-pay-2")],
  },
  {
    name: "remove-array-tables",
    why: "between arrays of tables",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-crlf",
    why: "Windows line breaks stay",
    intents: () => [remove(PAY)],
  },
  {
    name: "remove-broken-inside",
    why: "a stray line inside the table goes with it",
    intents: () => [remove(PAY)],
  },
  {
    name: "repair-comment-root-key",
    why: "settings Codex no longer takes",
    intents: (text) => [commentOut(text, "profile"), commentOut(text, "untrusted")],
  },
  {
    name: "repair-comment-garbage",
    why: "lines that are not TOML",
    intents: (text) => [commentOut(text, "model_provider:"), commentOut(text, "export")],
  },
  {
    name: "repair-comment-multi-line",
    why: "every line of a value",
    intents: (text) => [commentOut(text, "notify")],
  },
  {
    name: "repair-comment-duplicate-table",
    why: "a table pasted twice goes with all its keys",
    intents: (text) => [commentOut(text, `[model_providers.${PAY}]`, 1)],
  },
  {
    name: "repair-comment-table-key",
    why: "a key inside a table",
    intents: (text) => [commentOut(text, "model_provider =")],
  },
  {
    name: "repair-comment-no-final-newline",
    why: "the last line",
    intents: (text) => [commentOut(text, "model_provider =")],
  },
  {
    name: "repair-move-from-provider",
    why: "a key and a value over several lines go to the root",
    intents: (text) => [moveToRoot(text, "model_provider ="), moveToRoot(text, "notify")],
  },
  {
    name: "repair-move-no-root-keys",
    why: "above the first table, without its indentation",
    intents: (text) => [moveToRoot(text, "model_provider =")],
  },
  {
    name: "repair-move-last-line",
    why: "from the last line of a Windows file",
    intents: (text) => [moveToRoot(text, "model_provider =")],
  },
  {
    name: "repair-move-dotted",
    why: "a dotted key",
    intents: (text) => [moveToRoot(text, "analytics.enabled")],
  },
  {
    name: "repair-several",
    why: "everything at once",
    intents: (text) => [
      commentOut(text, "profile"),
      commentOut(text, "this is not TOML"),
      commentOut(text, `[model_providers.${PAY}]`, 1),
      moveToRoot(text, "notify"),
      setActive(PAY),
      upsert(BOOST, BOOST_BLOCK),
    ],
  },
];
