import { isTable, type TomlTable } from "../config/parse.ts";
import { PROVIDERS_KEY } from "../config/providers.ts";
import { hasTricks, withVisibleTricks } from "../config/visibleText.ts";
import { AppError, type ErrorCode } from "../errors.ts";
import { isBaseUrl } from "./address.ts";
import { hasConflict } from "./credentials.ts";
import { refusedField, textIn } from "./fieldTypes.ts";
import { isAuthorization, isReservedId } from "./schema.ts";

/** What the program needs to know about a provider that is fit for use. */
export interface CheckedProvider {
  readonly name: string;
  readonly baseUrl: string;
}

/**
 * Checks that Codex would accept a provider and that its token would arrive where the block says.
 *
 * @param table - as `parseToml` gives it with integers as bigint
 * @throws AppError `EMPTY_PROVIDER_ID`, `RESERVED_PROVIDER_ID`, `WRONG_TYPE`, `EMPTY_PROVIDER_NAME`,
 * `MISSING_BASE_URL`, `INVALID_BASE_URL`, `UNSUPPORTED_WIRE_API`, `MALFORMED_TOKEN`, `CONFLICTING_AUTH`
 */
export function checkProvider(id: string, table: unknown): CheckedProvider {
  if (id === "") throw new AppError("EMPTY_PROVIDER_ID");
  const refuse = (code: ErrorCode, key?: string): never => {
    throw new AppError(code, key === undefined ? { providerId: id } : { providerId: id, key });
  };
  if (isReservedId(id)) refuse("RESERVED_PROVIDER_ID");
  const place = `${PROVIDERS_KEY}.${withVisibleTricks(id)}`;
  if (hasTricks(id)) throw new AppError("WRONG_TYPE", { key: place });
  if (!isTable(table)) throw new AppError("WRONG_TYPE", { key: place });
  const name = textIn(table, "name") ?? "";
  const refused = refusedField(id, table);
  if (refused) {
    const [key] = refused;
    if (key === "name" && table.name === undefined) refuse("EMPTY_PROVIDER_NAME");
    if (key === "wire_api" && typeof table.wire_api === "string") refuse("UNSUPPORTED_WIRE_API");
    throw new AppError("WRONG_TYPE", { key: [place, ...refused].join(".") });
  }
  if (name.trim() === "") refuse("EMPTY_PROVIDER_NAME");
  if (hasTricks(name)) throw new AppError("WRONG_TYPE", { key: `${place}.name` });
  const baseUrl = textIn(table, "base_url") ?? "";
  // Without one Codex sends the provider's token to OpenAI (measured with Codex 0.169.0).
  if (baseUrl === "") refuse("MISSING_BASE_URL");
  if (!isBaseUrl(baseUrl)) refuse("INVALID_BASE_URL");
  const malformed = malformedCredential(table);
  if (malformed !== undefined) refuse("MALFORMED_TOKEN", malformed);
  if (hasConflict(table)) refuse("CONFLICTING_AUTH");
  return { name, baseUrl };
}

/**
 * The key of a credential that would not arrive as meant: Codex drops a header with a line break in silence,
 * sends spaces as they are and puts its own `Bearer` in front (measured with Codex 0.169.0).
 */
function malformedCredential(table: TomlTable): string | undefined {
  const { experimental_bearer_token: token, http_headers: headers } = table;
  if (typeof token === "string" && !/^[!-~]+$/.test(token)) return "experimental_bearer_token";
  if (!isTable(headers)) return undefined;
  const name = Object.keys(headers).find((key) => isAuthorization(key));
  const value = name === undefined ? undefined : headers[name];
  if (typeof value !== "string" || /^[!-~]+(?: [!-~]+)*$/.test(value)) return undefined;
  return `http_headers.${name}`;
}
