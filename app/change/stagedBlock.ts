import type { BlockFormat } from "../config/block.ts";
import type { CredentialNote } from "../provider/credentialNote.ts";
import type { Service } from "../provider/providerView.ts";

/** A provider found in a block. */
export interface StagedProvider {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly service: Service;
  /** Whether config.toml has a provider of this id already, which the block would update. */
  readonly isKnown: boolean;
  /** What its key lacks, so that the service would refuse it. */
  readonly credentialNote: CredentialNote | undefined;
}

/** A root key the block suggests; `current` is the user's own value. Both masked. */
export interface StagedRootKey {
  readonly key: string;
  readonly value: string;
  readonly current: string | undefined;
}

/** A block that was read and waits for the user's yes. */
export interface StagedBlock {
  readonly importId: string;
  readonly format: BlockFormat;
  readonly providers: readonly StagedProvider[];
  readonly activeId: string | undefined;
  readonly suggestions: readonly StagedRootKey[];
  /** Keys and tables of the text that stay out of the file. */
  readonly leftOut: readonly string[];
}
