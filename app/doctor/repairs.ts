import type { Intent } from "../config/edit.ts";
import { PROVIDERS_KEY, type ProviderText, startsWithPath } from "../config/providers.ts";
import { absolutePath, type Statement } from "../config/scan.ts";
import { encodeKey, encodeString } from "../config/value.ts";
import type { Fix } from "./fix.ts";

/** Who comments lines out, for whoever reads the file later. */
const SIGNATURE = "PhotonMark Codex:";

/** Changes config.toml. */
export function editConfig(...intents: readonly Intent[]): Fix {
  return { kind: "editConfig", intents };
}

/** Comments a statement out below a line that says why, in ASCII; a header goes with its whole table. */
export function commentOut(statement: Statement, reason: string): Intent {
  return { kind: "commentOut", statement, reason: `${SIGNATURE} ${reason}` };
}

/** Takes a line out; the comment in its place says what it was. */
export function takeOut(
  statement: Extract<Statement, { kind: "keyValue" }>,
  reason: string,
): Intent {
  return { kind: "takeOut", statement, reason: `${SIGNATURE} ${reason}` };
}

/**
 * Comments out everything the file says about a provider; undefined where a line says something about others too.
 */
export function commentOutProvider(provider: ProviderText, reason: string): Fix | undefined {
  const own = [PROVIDERS_KEY, provider.id];
  const loose = [...provider.statements].filter(
    ({ header }) => !header || !startsWithPath(header.path, own),
  );
  if (loose.some((statement) => !startsWithPath(absolutePath(statement), own))) return undefined;
  const statements = [...provider.headers, ...loose].toSorted((a, b) => a.start - b.start);
  const intents = statements.map(
    (statement, index): Intent =>
      index === 0 ? commentOut(statement, reason) : { kind: "commentOut", statement },
  );
  return intents.length > 0 ? editConfig(...intents) : undefined;
}

/** Sets keys of a provider, one by one where they are; `valueText` is TOML. */
export function setFields(
  providerId: string,
  fields: readonly { readonly path: readonly string[]; readonly valueText: string }[],
): Fix {
  const header = `[${PROVIDERS_KEY}.${encodeKey(providerId)}]`;
  const lines = fields.map(
    ({ path, valueText }) => `${path.map(encodeKey).join(".")} = ${valueText}`,
  );
  const tableText = `${[header, ...lines].join("\n")}\n`;
  return editConfig({ kind: "upsertProvider", providerId, tableText });
}

/** Sets a key of a provider to a string. */
export function setText(providerId: string, key: string, value: string): Fix {
  return setFields(providerId, [{ path: [key], valueText: encodeString(value) }]);
}

/** Makes a provider active. */
export function setActive(providerId: string): Fix {
  return editConfig({ kind: "setActive", providerId });
}
