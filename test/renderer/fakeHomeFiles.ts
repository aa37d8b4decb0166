import { baselineAfterWrite, baselineOf } from "../../app/drift/baseline.ts";
import type { Baseline } from "../../app/drift/drift.ts";
import { AppError } from "../../app/errors.ts";
import type { Backup, ConfigSnapshot, HomeFiles, WriteReason } from "../../app/homes/homeFiles.ts";

interface StoredBackup extends Backup {
  readonly text: string;
}

/** The home folder a scene begins with. */
export interface FakeHome {
  readonly path: string;
  readonly realPath?: string;
  /** Undefined: there is no config.toml. */
  readonly text: string | undefined;
  readonly backups?: readonly StoredBackup[];
  /** What the file is compared with; undefined: nothing yet. */
  readonly baseline?: string;
}

/** A home folder in memory. */
export class FakeHomeFiles implements HomeFiles {
  readonly #home: FakeHome;
  readonly #now: () => Date;
  readonly #watchers = new Set<() => void>();
  #text: string | undefined;
  #backups: readonly StoredBackup[];
  #baseline: Baseline | undefined;
  #count = 0;

  constructor(home: FakeHome, now: () => Date) {
    this.#home = home;
    this.#now = now;
    this.#text = home.text;
    this.#backups = home.backups ?? [];
    if (home.baseline !== undefined)
      this.#baseline = baselineOf(home.baseline, "salt", this.revisionOf);
  }

  get text(): string | undefined {
    return this.#text;
  }

  /** What another program does to the file. */
  write(text: string): void {
    this.writeUnseen(text);
    for (const watcher of this.#watchers) watcher();
  }

  /** The same, before the watcher has noticed. */
  writeUnseen(text: string): void {
    this.#text = text;
  }

  async read(): Promise<ConfigSnapshot> {
    const { path, realPath = path } = this.#home;
    const text = this.#text ?? "";
    const home = path.replace(/[\\/]config\.toml$/, "");
    const exists = this.#text !== undefined;
    return { home, path, realPath, exists, text, revision: this.revisionOf(text) };
  }

  async update(reason: WriteReason, compute: Parameters<HomeFiles["update"]>[1]) {
    const current = await this.read();
    const content = compute(current);
    const after = "text" in content ? content.text : this.#stored(content.backupId).text;
    if (after === current.text) return { snapshot: current, backupId: undefined };
    this.#count += 1;
    const createdAt = this.#now().toISOString();
    const id = `${createdAt}_${reason}_${this.#count}`;
    const size = current.text?.length ?? 0;
    this.#backups = [{ id, reason, createdAt, size, text: current.text ?? "" }, ...this.#backups];
    this.#text = after;
    this.#baseline = this.#baseline
      ? baselineAfterWrite(this.#baseline, current.text ?? "", after, this.revisionOf)
      : baselineOf(after, "salt", this.revisionOf);
    return { snapshot: await this.read(), backupId: id };
  }

  /** Not a digest: long enough and different for different texts is all a scene needs. */
  revisionOf(text: string): string {
    let hash = 0x811c9dc5;
    for (let index = 0; index < text.length; index += 1)
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0").repeat(8);
  }

  async listBackups(): Promise<readonly Backup[]> {
    return this.#backups.map(({ id, reason, createdAt, size }) => ({
      id,
      reason,
      createdAt,
      size,
    }));
  }

  async readBackup(id: string): Promise<{ text: string; revision: string }> {
    const { text } = this.#stored(id);
    return { text, revision: this.revisionOf(text) };
  }

  async backupPath(id: string): Promise<string> {
    return `/home/me/.codex/backups/photonmark/${this.#stored(id).id}.toml`;
  }

  async readBaseline() {
    return { current: await this.read(), baseline: this.#baseline };
  }

  async keepBaseline(): Promise<boolean> {
    this.#baseline = baselineOf(this.#text ?? "", "salt", this.revisionOf);
    return true;
  }

  /** A scene has the backups that it is given. */
  async backUp(): Promise<void> {}

  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  #stored(id: string): StoredBackup {
    const found = this.#backups.find((backup) => backup.id === id);
    if (!found) throw new AppError("BACKUP_NOT_FOUND");
    return found;
  }
}
