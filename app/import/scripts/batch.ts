import type { Expression, OutputTarget, Template } from "./template.ts";

/** One command of a batch file: its line with carets and `%%` undone, but with its quotes. */
export interface BatchCommand {
  readonly text: Template;
  /** The file its output is redirected to, by itself or by the group it stands in. */
  target: OutputTarget | undefined;
  /** Whether it stands under an `if` or a `for`, so that it may not run, or run more than once. */
  readonly isConditional: boolean;
}

interface Group {
  /** How many commands stand before it. */
  readonly first: number;
  readonly target: OutputTarget | undefined;
  readonly isConditional: boolean;
}

/** Deeper nesting than this is no installer script; what is read by then is all there is. */
const MAX_GROUPS = 100;

const plain = /[^"^%&|<>()\n]+/y;
const quotedPlain = /[^"%\n]+/y;
const wordPlain = /[^\s"^%&|<>(),;=]+/y;
const blanks = /[ \t,;=@]+/y;
const comment = /(?::|rem(?![^\s,;=&|<>()]))[^\n]*/iy;
const token = String.raw`(?:"[^"\n]*"|[^\s"=&|<>()^])+`;
const condition = new RegExp(
  String.raw`if[ \t]+(?:/i[ \t]+)?(?:not[ \t]+)?(?:(?:exist|defined|errorlevel)[ \t]+${token}|${token}[ \t]*==[ \t]*${token}|${token}[ \t]+(?:equ|neq|lss|leq|gtr|geq)[ \t]+${token})[ \t]*`,
  "iy",
);
const loop =
  /for[ \t]+(?:\/[a-z](?:[ \t]+(?:"[^"\n]*"|[^\s%"/][^\s%"]*))?[ \t]+)*%%\S[ \t]+in[ \t]*\((?:"[^"\n]*"|'[^'\n]*'|[^"'()\n])*\)[ \t]*do\b[ \t]*/iy;
const otherwise = /else(?![^\s(])[ \t]*/iy;
const redirection = /(>>?|<)(&\d?)?[ \t]*/y;
const argument = /%(?:~[a-z$:]{0,16})?[\d*]/iy;
const named = /%([^%:\n]+)(:[^%\n]*)?%/y;
const loopVariables = /\bfor\b[^\n%]{0,80}%%([^\s%~])[ \t]+in\b/gi;
const assigned = /^set[ \t]+(?:\/[ap][ \t]+)?"?([^="]+)=/i;

/**
 * Reads a batch file of Windows as text, in linear time and without running anything, by the rules that cmd.exe
 * documents: percent signs first, then quotes, carets, groups and redirections.
 */
export function readBatch(script: string): readonly BatchCommand[] {
  return new BatchReader(script.replaceAll("\r\n", "\n")).read();
}

class BatchReader {
  readonly #script: string;
  readonly #commands: BatchCommand[] = [];
  readonly #groups: Group[] = [];
  readonly #loopVariables: ReadonlySet<string>;
  /** The variables set in the group being read, which fills them in before it runs. */
  readonly #setInGroup = new Set<string>();
  #text: (string | Expression)[] = [];
  #target: OutputTarget | undefined;
  /** The group that was just closed: what is redirected now is its output. */
  #closed: Group | undefined;
  #isQuoted = false;
  #isConditional = false;
  #at = 0;

  constructor(script: string) {
    this.#script = script;
    this.#loopVariables = new Set([...script.matchAll(loopVariables)].map(([, name = ""]) => name));
  }

  read(): readonly BatchCommand[] {
    while (this.#at < this.#script.length && this.#groups.length <= MAX_GROUPS) {
      if (this.#text.length === 0 && this.#readStart()) continue;
      const run = this.#take(this.#isQuoted ? quotedPlain : plain);
      if (run) this.#put(run[0]);
      else this.#readSpecial();
    }
    this.#endLine();
    return this.#commands;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#script);
    this.#at += match?.[0].length ?? 0;
    return match;
  }

  #put(part: string | Expression, text = this.#text): void {
    const last = text.length - 1;
    const previous = text[last];
    if (typeof part === "string" && typeof previous === "string") text[last] = previous + part;
    else text.push(part);
  }

  /** What may stand in front of a command. */
  #readStart(): boolean {
    if (this.#take(blanks) || this.#take(comment) || this.#take(otherwise)) return true;
    if (!this.#take(condition) && !this.#take(loop)) return false;
    this.#isConditional = true;
    return true;
  }

  #readSpecial(): void {
    const char = this.#script[this.#at] ?? "";
    if (char === "%") this.#readPercent(this.#text);
    else if (char === '"') {
      this.#isQuoted = !this.#isQuoted;
      this.#put(char);
      this.#at += 1;
    } else if (char === "^") this.#readCaret(this.#text);
    else if (char === "<" || char === ">") this.#redirect();
    else if (char === "(" && this.#text.length === 0) this.#openGroup();
    else if (char === ")" && this.#groups.length > 0) this.#closeGroup();
    else if (char === "(" || char === ")") {
      if (char === "(" || this.#text.length > 0) this.#put(char);
      this.#at += 1;
    } else {
      this.#endLine();
      this.#at += 1;
    }
  }

  /** A caret takes the special meaning from the next character, and a line break away. */
  #readCaret(text: (string | Expression)[]): void {
    const next = this.#script[this.#at + 1] ?? "";
    if (next !== "\n") this.#put(next, text);
    this.#at += 2;
  }

  /** In a batch file a percent sign that starts nothing is left out. */
  #readPercent(text: (string | Expression)[]): void {
    const next = this.#script[this.#at + 1] ?? "";
    if (next === "%") {
      this.#at += 2;
      this.#readLoopVariable(text);
      return;
    }
    const given = this.#take(argument);
    if (given) {
      this.#put({ name: given[0].slice(1), isVariable: false }, text);
      return;
    }
    const variable = this.#take(named);
    if (!variable) {
      this.#at += 1;
      return;
    }
    const [, name = "", change] = variable;
    const isKnown = change === undefined && !this.#setInGroup.has(name.toLowerCase());
    this.#put({ name, isVariable: isKnown }, text);
  }

  /** `%%` is a percent sign, or the variable of a `for`. */
  #readLoopVariable(text: (string | Expression)[]): void {
    const [whole, name = ""] = /^(?:~[a-z$:]{0,16})?(.)/i.exec(
      this.#script.slice(this.#at, this.#at + 20),
    ) ?? ["", ""];
    if (!this.#loopVariables.has(name)) this.#put("%", text);
    else {
      this.#at += whole.length;
      this.#put({ name: `%${name}`, isVariable: false }, text);
    }
  }

  #redirect(): void {
    const before = this.#text.at(-1);
    // A digit of its own before the sign is the number of a stream.
    const [, stream] = (typeof before === "string" && /(?:^|[\s,;=])(\d)$/.exec(before)) || [];
    if (stream !== undefined && typeof before === "string") {
      this.#text.pop();
      if (before.length > 1) this.#text.push(before.slice(0, -1));
    }
    const [, sign = "", other] = this.#take(redirection) ?? [];
    if (other !== undefined) return;
    const file = this.#readWord();
    if (sign === "<" || (stream !== undefined && stream !== "1")) return;
    const target = { file, isAppended: sign === ">>" };
    if (this.#closed && this.#text.length === 0) this.#redirectGroup(this.#closed, target);
    else this.#target = target;
  }

  #readWord(): Template {
    const word: (string | Expression)[] = [];
    let isQuoted = false;
    for (;;) {
      const run = this.#take(isQuoted ? quotedPlain : wordPlain);
      const char = this.#script[this.#at];
      if (run) this.#put(run[0], word);
      else if (char === "%") this.#readPercent(word);
      else if (char === "^" && !isQuoted) this.#readCaret(word);
      else if (char === '"') {
        isQuoted = !isQuoted;
        this.#at += 1;
      } else return word;
    }
  }

  #openGroup(): void {
    const isConditional = this.#isConditional || (this.#groups.at(-1)?.isConditional ?? false);
    this.#groups.push({ first: this.#commands.length, target: this.#target, isConditional });
    this.#target = undefined;
    this.#isConditional = false;
    this.#at += 1;
  }

  #closeGroup(): void {
    this.#endLine();
    this.#closed = this.#groups.pop();
    if (this.#closed?.target) this.#redirectGroup(this.#closed, this.#closed.target);
    if (this.#groups.length === 0) this.#setInGroup.clear();
    this.#at += 1;
  }

  #redirectGroup({ first }: Group, { file, isAppended }: OutputTarget): void {
    let isFirst = true;
    for (let index = first; index < this.#commands.length; index += 1) {
      const command = this.#commands[index];
      if (!command || command.target) continue;
      command.target = { file, isAppended: isAppended || !isFirst };
      isFirst = false;
    }
  }

  /** Ends the command being read, if there is one; quotes end with it. */
  #endLine(): void {
    if (this.#text.length > 0) {
      const isConditional = this.#isConditional || (this.#groups.at(-1)?.isConditional ?? false);
      this.#commands.push({ text: this.#text, target: this.#target, isConditional });
      const [head] = this.#text;
      const [, name] = (typeof head === "string" && assigned.exec(head)) || [];
      if (name !== undefined && this.#groups.length > 0) this.#setInGroup.add(name.toLowerCase());
    }
    this.#text = [];
    this.#target = undefined;
    this.#closed = undefined;
    this.#isQuoted = false;
    this.#isConditional = false;
  }
}
