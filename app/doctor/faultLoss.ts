import { ACTIVE_KEY, activeStatements, PROVIDERS_KEY } from "../config/providers.ts";
import type { HeaderStatement, Statement } from "../config/scan.ts";
import { credentialKeys, LOGIN_KEY } from "../provider/schema.ts";
import type { ConfigDocument } from "./configDocument.ts";

/** What Codex would no longer know once lines that it refuses have become comments. */
export type FaultLoss =
  /** Which provider to use, so that it goes to OpenAI; `id` where the line names one of the file. */
  | { readonly kind: "active"; readonly id: string | undefined }
  /** The key or the address of the provider it uses. */
  | { readonly kind: "field" };

const quotes = "\"'`\\u2018-\\u201f\\u300c-\\u300f\\uff02\\uff07";
const activeLine = new RegExp(
  `^[ \\t]*["']?${ACTIVE_KEY}["']?[ \\t]*=[ \\t]*[${quotes}]*([^${quotes}#\\r\\n]*)`,
  "m",
);
const fieldLine = new RegExp(
  `(?<![\\w/-])(?:${["base_url", LOGIN_KEY, ...credentialKeys].join("|")})(?![\\w/-])`,
);

/** What is lost with lines that are not TOML, if it is one of the things that decide where requests go. */
export function faultLoss(
  broken: readonly Statement[],
  { text, scanned, providers, activeId }: ConfigDocument,
): FaultLoss | undefined {
  const linesOf = ({ start, end }: Statement) => text.slice(start, end);
  const named = scanned.statements
    .filter((one) => one.kind !== "comment" && one.kind !== "blank")
    .flatMap((one) => activeLine.exec(linesOf(one))?.[1]?.trim() ?? []);
  const isOtherwiseSet = activeStatements(scanned).some((one) => !broken.includes(one));
  if (!isOtherwiseSet && broken.some((one) => activeLine.test(linesOf(one)))) {
    const known = named.filter((id) => providers.has(id));
    // Two different ones are a choice.
    return { kind: "active", id: new Set(known).size === 1 ? known[0] : undefined };
  }
  const used = new Set([activeId, ...named]);
  const isUsed = (one: Statement) => {
    const header = scanned.statements.findLast(
      (other): other is HeaderStatement => other.kind === "header" && other.start < one.start,
    );
    if (!header) return linesOf(one).includes(PROVIDERS_KEY);
    return header.path[0] === PROVIDERS_KEY && used.has(header.path[1]);
  };
  const isField = broken.some((one) => fieldLine.test(linesOf(one)) && isUsed(one));
  return isField ? { kind: "field" } : undefined;
}
