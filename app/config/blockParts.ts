import { fieldAt, readProviders } from "./providers.ts";
import { redactToml } from "./redact.ts";
import { scan } from "./scan.ts";
import { applySplices } from "./splice.ts";
import { stringValue } from "./value.ts";

const KEY = "experimental_bearer_token";

/** What another program's form asks for, out of a block with one provider. */
export interface BlockParts {
  readonly name: string;
  readonly baseUrl: string;
  /** The block without the key. */
  readonly toml: string;
  /** A secret; undefined where the block has none of its own. */
  readonly key: string | undefined;
}

/** Takes a block apart; undefined where it does not have the provider. */
export function blockParts(block: string, providerId: string): BlockParts | undefined {
  const provider = readProviders(scan(block)).get(providerId);
  if (!provider) return undefined;
  const read = (key: string): string | undefined => {
    const value = fieldAt(provider, key)?.entry.value;
    return value && stringValue(block, value);
  };
  const field = fieldAt(provider, KEY);
  // An entry of an inline table leaves an empty text behind rather than a comma too many.
  const place = field?.parent ? field.entry.value : field?.statement;
  const splices = place
    ? [{ start: place.start, end: place.end, text: field?.parent ? '""' : "" }]
    : [];
  return {
    name: read("name") ?? providerId,
    baseUrl: read("base_url") ?? "",
    // A header may hold a key too; it is masked, as only the key itself is copied on purpose.
    toml: redactToml(applySplices(block, splices)),
    key: read(KEY) || undefined,
  };
}
