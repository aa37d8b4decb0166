import { type PowerShellString, stringReader, variableName } from "./powershell.ts";
import { type Piece, type ScriptReading, type Template, Variables } from "./template.ts";

const lineComment = /#[^\n]*/y;
const blockComment = /<#[\s\S]*?#>/y;
const assigned = /\$(?:\{([^{}\n]+)\}|((?:[A-Za-z]\w*:)?\w+))\s*(\+?)=(?![=~])/y;
const added = /\s*\+\s*(\$(?:\{([^{}\n]+)\}|((?:[A-Za-z]\w*:)?\w+)))(?![\w.([:])/y;
const loopVariable = /\bforeach\s*\(\s*\$(\w+)\s+in\b/gi;
const word = /[\w+/=-]+/y;
const base64Word = /^[\w+/-]{40,}={0,2}$/;
const statementEnd = /(?:\.Trim(?:Start|End)?\(\))?[ \t]*(?:#[^\n]*)?(?:\r?\n|;|\}|\)|,|$)/iy;
const changed = /[ \t]*\)?[ \t]*(?:(-f|-[ci]?replace)\b|\.(Replace)\(|\+\s*[$([]*([\w-]*))/iy;
const lineBreaks = /^(?:\\r|\\n|[\r\n?+(|)])+$/;

/** Strings that one expression puts together, with `+` or as the lines of an array. */
interface Group {
  readonly strings: PowerShellString[];
  readonly isArray: boolean;
  /** Whether all of them are joined by `+`. */
  isSum: boolean;
  readonly target: Target | undefined;
}

interface Target {
  readonly name: string;
  readonly isAppended: boolean;
}

/** Finds the texts in a PowerShell script that may hold a block, and the values of its variables. */
export function powershellPieces(script: string): ScriptReading {
  return new PowerShellReader(script).read();
}

class PowerShellReader {
  readonly #script: string;
  readonly #pieces: Piece[] = [];
  readonly #variables = new Variables(true);
  #group: Group | undefined;
  #target: Target | undefined;
  #hasOpenComment = false;
  /** What stands between the last string and here, blanks and comments apart; a few characters are enough. */
  #gap = "";
  #hasLineBreak = false;
  #at = 0;

  constructor(script: string) {
    this.#script = script;
  }

  read(): ScriptReading {
    for (const [, name = ""] of this.#script.matchAll(loopVariable)) this.#variables.forget(name);
    const readString = stringReader(this.#script);
    while (this.#at < this.#script.length) {
      if (this.#skipBlank() || this.#skipComment() || this.#readTarget()) continue;
      const string = readString(this.#at);
      if (string) this.#take(string);
      else this.#skipOther();
    }
    this.#endGroup(undefined);
    return { pieces: this.#pieces, variables: this.#variables, documents: [] };
  }

  #match(pattern: RegExp, at = this.#at): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.#script);
  }

  #skipBlank(): boolean {
    const char = this.#script[this.#at] ?? "";
    if (!/\s/.test(char)) return false;
    this.#hasLineBreak ||= char === "\n";
    this.#at += 1;
    return true;
  }

  #skipComment(): boolean {
    const before = this.#script[this.#at - 1] ?? "\n";
    const isLine = this.#script[this.#at] === "#" && /[\s;{}()|,]/.test(before);
    const isBlock = !this.#hasOpenComment && this.#script.startsWith("<#", this.#at);
    if (!isLine && !isBlock) return false;
    const match = this.#match(isLine ? lineComment : blockComment);
    if (match) this.#at += match[0].length;
    else this.#hasOpenComment = true;
    return match !== null;
  }

  #readTarget(): boolean {
    const match = this.#script[this.#at] === "$" ? this.#match(assigned) : null;
    if (!match) return false;
    const [whole, braced, plain, plus] = match;
    if (this.#target) this.#variables.forget(this.#target.name);
    this.#target = { name: variableName(braced ?? plain ?? ""), isAppended: plus === "+" };
    this.#at += whole.length;
    this.#gap = "=";
    return true;
  }

  /** Anything but a string: a value that starts with it is made by running something. */
  #skipOther(): void {
    const text = this.#match(word)?.[0] ?? this.#script[this.#at] ?? "";
    if (base64Word.test(text)) this.#pieces.push({ text: [text], kind: "argument" });
    const opensArray = text === "(" || text === "@";
    if (this.#target && !opensArray) {
      this.#variables.forget(this.#target.name);
      this.#target = undefined;
    }
    // A backtick at the end of a line only continues it.
    if (text !== "`") this.#gap = (this.#gap + text).slice(-8);
    // A backtick takes the special meaning from the character after it.
    this.#at += text === "`" ? 2 : text.length;
  }

  #take(string: PowerShellString): void {
    const separator = this.#separator();
    if (separator === undefined || !this.#group) {
      this.#endGroup(string);
      const isArray = this.#gap.endsWith("(");
      this.#group = { strings: [string], isArray, isSum: true, target: this.#target };
    } else {
      if (separator !== "+") this.#group.isSum = false;
      this.#group.strings.push(string);
    }
    this.#target = undefined;
    this.#at = string.end;
    const sum = this.#match(added);
    if (sum) {
      const [whole, , braced, plain] = sum;
      const name = variableName(braced ?? plain ?? "");
      const end = this.#at + whole.length;
      const text = [{ name, isVariable: true }];
      this.#group.strings.push({ text, isHereString: false, start: this.#at, end });
      this.#at = end;
    }
    this.#gap = "";
    this.#hasLineBreak = false;
  }

  /** What joins the next string to the group before it; undefined when it belongs to something else. */
  #separator(): string | undefined {
    if (this.#gap === "+" || this.#gap === ",") return this.#gap;
    return this.#gap === "" && this.#group?.isArray && this.#hasLineBreak ? "\n" : undefined;
  }

  #endGroup(next: PowerShellString | undefined): void {
    const group = this.#group;
    this.#group = undefined;
    if (!group) return;
    const end = group.strings.at(-1)?.end ?? 0;
    const needs = this.#changeAfter(end, next);
    const isWhole = group.target !== undefined || group.strings.some((one) => one.isHereString);
    if (group.isSum) {
      const text = group.strings.flatMap((string) => string.text);
      this.#pieces.push({ text, kind: isWhole ? "document" : "argument", needs });
      this.#assign(
        group.target,
        needs === undefined && this.#match(statementEnd, end) ? text : undefined,
      );
      return;
    }
    this.#assign(group.target, undefined);
    for (const { text, isHereString } of group.strings)
      if (isHereString || text.some((part) => typeof part === "string" && part.length > 40))
        this.#pieces.push({ text, kind: isHereString ? "document" : "argument", needs });
    const lines = group.strings.flatMap(({ text }): Template => [...text, "\n"]);
    this.#pieces.push({ text: lines, kind: "lines", needs });
  }

  #assign(target: Target | undefined, value: Template | undefined): void {
    if (!target) return;
    if (value) this.#variables.assign(target.name, value, target.isAppended);
    else this.#variables.forget(target.name);
  }

  /** What the script does to the strings that end here; a change of line breaks alone does not count. */
  #changeAfter(end: number, next: PowerShellString | undefined): string | undefined {
    const match = this.#match(changed, end);
    if (!match) return undefined;
    const [, operator, method, operand] = match;
    const argument = next?.text.length === 1 ? next.text[0] : undefined;
    if (operand === undefined && typeof argument === "string" && lineBreaks.test(argument))
      return undefined;
    return operator ?? method ?? (operand || "expression");
  }
}
