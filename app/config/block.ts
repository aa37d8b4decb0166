import { AppError } from "../errors.ts";
import { checkProvider } from "../provider/checkProvider.ts";
import { isReservedId } from "../provider/schema.ts";
import { BlockSearch, type Found } from "./blockSearch.ts";
import { decodeText } from "./decodeText.ts";
import type { FoundProvider } from "./fragment.ts";
import { isTable } from "./parse.ts";
import { ACTIVE_KEY, PROVIDERS_KEY } from "./providers.ts";

/** How a block came: as TOML, inside somebody's whole config.toml, or inside an installer script. */
export type BlockFormat = "toml" | "config" | "shell" | "powershell" | "batch";

/** One provider of a block, checked. `tableText` holds the token. */
export interface BlockProvider {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** The provider as `[model_providers.<id>]` with its sub-tables, line breaks `\n`. */
  readonly tableText: string;
}

/** A root key of a block that only chooses the model, with its value as TOML. */
export interface BlockRootKey {
  readonly key: string;
  readonly valueText: string;
}

/** What was found in the text that the user gave. */
export interface Block {
  readonly format: BlockFormat;
  /** The provider that its `model_provider` names, when that is one of its own. */
  readonly activeId: string | undefined;
  /** At least one. */
  readonly providers: readonly BlockProvider[];
  readonly suggestions: readonly BlockRootKey[];
  /** Names of root keys, tables and providers in the text that an import does not touch. */
  readonly leftOut: readonly string[];
}

/** The largest input that is read, in bytes. */
export const MAX_BLOCK_BYTES = 1024 * 1024;

/**
 * Finds the block in whatever the user has: TOML as handed out or pasted from a page, a whole config.toml, or
 * an installer script for a Unix shell, PowerShell or cmd.exe, each also in base64. Scripts are read as text and never
 * executed: variables are filled in from literal assignments in the same script, anything else that running it
 * would tell is refused. No error carries a value out of the text.
 *
 * @throws AppError `BLOCK_TOO_LARGE`, `BLOCK_NOT_UTF8`, `BLOCK_NOT_FOUND`, `BLOCK_UNREADABLE` (1-based `line`
 * and `column`), `BLOCK_NEEDS_EXECUTION` (`expression`), `BLOCK_CONFLICT` (`key`), `BLOCK_ACTIVE_MISSING`
 * (`providerId`), and whatever {@link checkProvider} throws
 */
export function readBlock(input: Uint8Array): Block {
  if (input.length > MAX_BLOCK_BYTES)
    throw new AppError("BLOCK_TOO_LARGE", { limitBytes: MAX_BLOCK_BYTES });
  const search = new BlockSearch();
  const found = search.search(decodeText(input).replace(/\r(?!\n)/g, "\n"));
  const merged = merge(found);
  const isWhole = found.some(({ fragment }) => fragment.isWholeConfig);
  // A script may hold more than the block; in the user's own TOML every broken part is worth knowing.
  const isScript = found.some(({ format }) => format !== "toml");
  if (search.failure && !(isScript && merged.providers.length > 0)) throw search.failure;
  if (merged.providers.length === 0) {
    throw merged.activeId === undefined || isWhole
      ? new AppError("BLOCK_NOT_FOUND")
      : new AppError("BLOCK_ACTIVE_MISSING", { providerId: merged.activeId });
  }
  const { providers, refused } = check(merged.providers, merged.activeId, isWhole);
  const ownsActive = providers.some(({ id }) => id === merged.activeId);
  if (merged.activeId !== undefined && !ownsActive && !isWhole)
    throw search.failure ?? new AppError("BLOCK_ACTIVE_MISSING", { providerId: merged.activeId });
  const format = found[0]?.format ?? "toml";
  return {
    format: format === "toml" && isWhole ? "config" : format,
    activeId: ownsActive ? merged.activeId : undefined,
    providers,
    suggestions: merged.suggestions,
    leftOut: [...merged.leftOut, ...refused],
  };
}

interface Merged {
  readonly activeId: string | undefined;
  readonly providers: readonly FoundProvider[];
  readonly suggestions: readonly BlockRootKey[];
  readonly leftOut: readonly string[];
}

/** A script may write the root keys and the tables apart, or the same text twice; but it must not contradict itself. */
function merge(found: readonly Found[]): Merged {
  let activeId: string | undefined;
  const providers = new Map<string, FoundProvider>();
  const suggestions = new Map<string, BlockRootKey>();
  const leftOut = new Set<string>();
  for (const { fragment } of found) {
    activeId ??= fragment.activeId;
    if (fragment.activeId !== undefined && fragment.activeId !== activeId)
      throw new AppError("BLOCK_CONFLICT", { key: ACTIVE_KEY });
    for (const provider of fragment.providers) {
      const { id, table } = provider;
      const known = providers.get(id);
      if (known && canonical(known.table) !== canonical(table))
        throw new AppError("BLOCK_CONFLICT", { providerId: id, key: `${PROVIDERS_KEY}.${id}` });
      if (!known) providers.set(id, provider);
    }
    for (const suggestion of fragment.suggestions) {
      const { key, valueText } = suggestion;
      // Two opinions on the model are none; that is no reason to refuse the block.
      if ((suggestions.get(key)?.valueText ?? valueText) !== valueText) leftOut.add(key);
      suggestions.set(key, suggestion);
    }
    for (const name of fragment.leftOut) leftOut.add(name);
  }
  return {
    activeId,
    providers: [...providers.values()],
    suggestions: [...suggestions.values()].filter(({ key }) => !leftOut.has(key)),
    leftOut: [...leftOut],
  };
}

/** A text that is the same for equal parsed values, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isTable(value)) return `${typeof value} ${JSON.stringify(String(value))}`;
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`,
  );
  return `{${entries.toSorted().join()}}`;
}

/** In a whole file the providers of others may be broken; they are left out unless nothing else is asked for. */
function check(
  found: readonly FoundProvider[],
  activeId: string | undefined,
  isWhole: boolean,
): { providers: readonly BlockProvider[]; refused: readonly string[] } {
  const providers: BlockProvider[] = [];
  const refused: string[] = [];
  let failure: AppError | undefined;
  for (const { id, table, tableText } of found) {
    try {
      providers.push({ id, ...checkProvider(id, table), tableText });
    } catch (error) {
      const isOptional = isWhole && (id !== activeId || isReservedId(id));
      if (!(error instanceof AppError) || !isOptional) throw error;
      failure ??= error;
      refused.push(`${PROVIDERS_KEY}.${id}`);
    }
  }
  if (providers.length === 0 && failure) throw failure;
  return { providers, refused };
}
