import { fieldAt, type ProviderField, type ProviderText } from "../config/providers.ts";
import { stringValue } from "../config/value.ts";
import { serviceOf } from "../provider/providerView.ts";
import { credentialKeys, isAuthorization, isHeaderTable } from "../provider/schema.ts";
import type { ConfigDocument } from "./configDocument.ts";

/** A provider of config.toml with its values read out, whatever their spelling. */
export class KnownProvider {
  readonly provider: ProviderText;
  readonly #document: ConfigDocument;

  constructor(provider: ProviderText, document: ConfigDocument) {
    this.provider = provider;
    this.#document = document;
  }

  /** Those of a file, in its order. */
  static allIn(document: ConfigDocument): readonly KnownProvider[] {
    return [...document.providers.values()].map(
      (provider) => new KnownProvider(provider, document),
    );
  }

  get id(): string {
    return this.provider.id;
  }

  get service() {
    return serviceOf(this.id);
  }

  /** Whether PhotonMark hands this provider out. */
  get isOurs(): boolean {
    return this.service !== "other";
  }

  get isUsed(): boolean {
    return this.#document.isUsed(this.id);
  }

  /** Whether config.toml itself names it as the active one. */
  get isActive(): boolean {
    return this.#document.activeId === this.id;
  }

  /** Where its first line begins. */
  get start(): number {
    const { headers, statements } = this.provider;
    return Math.min(...[...headers, ...statements].map(({ start }) => start));
  }

  field(...path: readonly string[]): ProviderField | undefined {
    return fieldAt(this.provider, ...path);
  }

  /** The string at a path; undefined for none, and for a value of another kind. */
  text(...path: readonly string[]): string | undefined {
    const field = this.field(...path);
    return field && stringValue(this.#document.text, field.entry.value);
  }

  /** A value that is no string, as it is written. */
  literal(...path: readonly string[]): string | undefined {
    const field = this.field(...path);
    if (field?.entry.value.kind !== "scalar") return undefined;
    const { start, end } = field.entry.value;
    return this.#document.text.slice(start, end);
  }

  /** The `Authorization` header of a table, in any spelling of its name. */
  authorization(table: string): ProviderField | undefined {
    return this.provider.fields.find(
      ({ path }) => path.length === 2 && path[0] === table && isAuthorization(path[1]),
    );
  }

  /** Whether anything stands at a key or below it. */
  has(key: string): boolean {
    const { fields, inlineTables, headers } = this.provider;
    return (
      fields.some(({ path }) => path[0] === key) ||
      inlineTables.some(({ path }) => path[0] === key) ||
      headers.some(({ path }) => path[2] === key)
    );
  }

  /** Whether requests carry a key of some kind (measured with Codex 0.169.0). */
  get hasCredential(): boolean {
    return credentialKeys.some((key) =>
      isHeaderTable(key) ? this.authorization(key) !== undefined : this.has(key),
    );
  }
}
