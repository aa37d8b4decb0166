/** The services PhotonMark sells; `other` is any provider that is not theirs. */
export type Service = "pay" | "boost" | "link" | "other";

/** A provider of config.toml as a view may know it: no credential, only whether there is one. */
export interface ProviderView {
  readonly id: string;
  readonly name: string;
  /** Masked where the address itself holds a secret. */
  readonly baseUrl: string;
  readonly service: Service;
  readonly isActive: boolean;
}

/**
 * Whether an id names the provider that Codex has by itself, and that no file can define (measured with Codex
 * 0.169.0). It is what people had before their first balance, and what they can go back to.
 */
export function isCodexBuiltIn(providerId: string): boolean {
  return providerId === BUILT_IN_ID;
}

/** See {@link isCodexBuiltIn}. */
export const BUILT_IN_ID = "openai";

/** The service a provider id belongs to: PhotonMark's ids are `photonmark-codex-<service>` with an optional tail. */
export function serviceOf(providerId: string): Service {
  const match = /^photonmark-codex-(pay|boost|link)(?:-|$)/.exec(providerId);
  return (match?.[1] as Service | undefined) ?? "other";
}
