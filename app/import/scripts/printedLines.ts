import type { OutputTarget, Piece, Template } from "./template.ts";

/** Puts together what commands such as `echo` write to one file, line by line. */
export class PrintedLines {
  readonly #pieces: Piece[];
  readonly #open = new Map<string, { text: Template[number][]; needs: string | undefined }>();

  constructor(pieces: Piece[]) {
    this.#pieces = pieces;
  }

  add(output: Template, target: OutputTarget | undefined, needs: string | undefined): void {
    const key = target ? JSON.stringify([target.file, needs]) : "";
    const open = this.#open.get(key);
    if (open && (open.needs !== needs || target?.isAppended === false)) this.#end(key);
    const lines = this.#open.get(key) ?? { text: [], needs };
    for (const part of output) lines.text.push(part);
    this.#open.set(key, lines);
  }

  /** Some other command: where commands share no file by name only those in a row belong together. */
  pause(): void {
    this.#end("");
  }

  end(): void {
    for (const key of this.#open.keys()) this.#end(key);
  }

  #end(key: string): void {
    const lines = this.#open.get(key);
    if (lines) this.#pieces.push({ ...lines, kind: "lines" });
    this.#open.delete(key);
  }
}
