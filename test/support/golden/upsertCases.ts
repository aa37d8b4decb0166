import {
  AUTH_BLOCK,
  BOOST,
  BOOST_BLOCK,
  DOTTED_BLOCK,
  LINK,
  LINK_BLOCK,
  ODD_BLOCK,
  PAY,
  PAY_BLOCK,
  TEXT_BLOCK,
} from "./blocks.ts";
import { type GoldenCase, rootKey, setActive, upsert } from "./goldenCase.ts";

/** Files into which a block is brought. */
export const upsertCases: readonly GoldenCase[] = [
  {
    name: "upsert-empty",
    why: "the file becomes the block",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-comment-only",
    why: "one empty line apart",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-after-root-keys",
    why: "one empty line apart",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-after-root-keys-crlf-bom",
    why: "the block takes on the line breaks of the file",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-no-final-newline",
    why: "the file keeps ending without a line break",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-trailing-blank-lines",
    why: "empty lines at the end stay at the end",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-beside-providers",
    why: "below the last provider, above the next section",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-beside-providers-compact",
    why: "one empty line apart even in a file without any",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-above-attached-comment",
    why: "a comment stays with the table it stands above",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-same",
    why: "nothing changes",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-same-other-quotes",
    why: "other quotes around the same value are no change",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-update-values",
    why: "values change in place; order, comments and the user's own keys stay",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-add-fields",
    why: "missing keys go below the last key",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-empty-table",
    why: "missing keys go below the header",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-empty-table-no-final-newline",
    why: "the file keeps ending without a line break",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-env-key",
    why: "the variable that would win over the token is commented out",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-header",
    why: "an Authorization header goes, other headers stay",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-header-table",
    why: "an Authorization header is commented out",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-auth-table",
    why: "the auth table, which Codex refuses beside a token, is commented out",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-auth-inline",
    why: "an inline auth table is commented out, not emptied",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-in-inline-provider",
    why: "what cannot be commented out is taken out",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-retire-by-auth-block",
    why: "a token and requires_openai_auth give way to an auth table",
    intents: () => [upsert(LINK, AUTH_BLOCK)],
  },
  {
    name: "upsert-block-without-credential",
    why: "a block without a credential leaves the user's own",
    intents: () => [upsert(LINK, LINK_BLOCK)],
  },
  {
    name: "upsert-inline-root",
    why: "the provider joins the inline table",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-root-empty",
    why: "the provider fills the empty inline table",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-root-lines",
    why: "the provider gets a line of its own",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-root-no-comma",
    why: "a comma is added, the comment stays",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-root-known",
    why: "the provider changes inside the inline table",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-root-dotted",
    why: "dotted keys inside the inline table",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-provider",
    why: "the provider is an inline table below a header",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-provider-lines",
    why: "every key keeps a line of its own and its comment",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-inline-provider-lines-crlf",
    why: "the last comma stays a habit",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-dotted-below-header",
    why: "new keys go below the provider's last one",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-dotted-at-root",
    why: "new keys are dotted as well",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-new-beside-dotted",
    why: "a table of its own beside dotted keys",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-new-beside-header-dotted",
    why: "a table of its own beside dotted keys below a header",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-spaced-header",
    why: "blanks inside a header mean nothing",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-quoted-header",
    why: "quoted headers and keys are found",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-odd-id",
    why: "an id with a space, a dot and an umlaut",
    intents: () => [upsert("Büro 7.5", ODD_BLOCK)],
  },
  {
    name: "upsert-odd-id-inline",
    why: "the same inside an inline table",
    intents: () => [upsert("Büro 7.5", ODD_BLOCK)],
  },
  {
    name: "upsert-odd-id-new-inline",
    why: "the same as a new entry",
    intents: () => [upsert("Büro 7.5", ODD_BLOCK)],
  },
  {
    name: "upsert-only-sub-table",
    why: "the provider gets a table above its sub-table",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-sub-tables-new",
    why: "a block with sub-tables comes in as it is written",
    intents: () => [upsert(LINK, LINK_BLOCK)],
  },
  {
    name: "upsert-sub-tables-known",
    why: "sub-tables are brought in line wherever they stand",
    intents: () => [upsert(LINK, LINK_BLOCK)],
  },
  {
    name: "upsert-dotted-block",
    why: "a block in dotted keys becomes a table",
    intents: () => [upsert(BOOST, DOTTED_BLOCK)],
  },
  {
    name: "upsert-tabs",
    why: "new keys are indented like their neighbours",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-text-crlf",
    why: "a text over several lines takes on the line breaks of the file",
    intents: () => [upsert(LINK, TEXT_BLOCK)],
  },
  {
    name: "upsert-array-tables",
    why: "below arrays of tables",
    intents: () => [upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "upsert-large",
    why: "one provider changes in a file that has been lived in",
    intents: () => [
      upsert("photonmark-codex-pay-2", PAY_BLOCK.replaceAll(PAY, "photonmark-codex-pay-2")),
    ],
  },
  {
    name: "import-fresh",
    why: "an import as the app does it: active, suggestion, table",
    intents: () => [setActive(BOOST), rootKey("model", '"gpt-6"'), upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "import-known",
    why: "an import of a known balance",
    intents: () => [setActive(BOOST), upsert(BOOST, BOOST_BLOCK.replace("/boost/v1", "/boost/v2"))],
  },
  {
    name: "import-crlf",
    why: "an import into a Windows file",
    intents: () => [setActive(BOOST), rootKey("model", '"gpt-6"'), upsert(BOOST, BOOST_BLOCK)],
  },
  {
    name: "import-duplicates",
    why: "an import into a broken file repairs it",
    intents: () => [setActive(BOOST), upsert(BOOST, BOOST_BLOCK)],
  },
];
