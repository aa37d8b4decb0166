import { parseSync } from "vite";

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Where a text is for people to read or hear, however short: attributes of the page, options of menus and dialogs. */
const spoken = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "body",
  "buttonLabel",
  "detail",
  "hint",
  "label",
  "message",
  "placeholder",
  "subtitle",
  "text",
  "title",
  "toolTip",
]);

/** What takes a text for programmers: it goes to the log, into a stack trace, or is looked for in another text. */
const forProgrammers =
  /^(?:(?:log|console)\.\w+|\w*[lL]og\.\w+|\w*Error|RegExp|describe|querySelector(?:All)?|matchMedia|matches|closest)$/;

/** Two words of prose, or one of Chinese. */
const PROSE = /(?:^|[^\p{L}.:=(\-_])\p{L}[\p{Ll}’']+ \p{Ll}+|\p{Script=Han}/u;
const WORD = /\p{L}{2,}/u;

/**
 * The texts in a source file that people would read or hear and that come from no locale file: every word of JSX and of
 * the attributes and options that are spoken, and every text anywhere that reads like prose.
 */
export function strayTexts(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = ([value, isSpoken]: Part): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) visit([one, isSpoken]);
      return;
    }
    const node = value as Node;
    const said = textOf(node);
    if (said !== undefined && (isSpoken || node.type === "JSXText" ? WORD : PROSE).test(said))
      found.push(said.trim());
    for (const part of partsOf(node, isSpoken)) visit(part);
  };
  visit([parseSync(path, text).program, false]);
  return found;
}

/** A part of the tree, and whether a text that stands there is for people. */
type Part = readonly [value: unknown, isSpoken: boolean];

function textOf(node: Node): string | undefined {
  const { value } = node;
  if (node.type === "TemplateElement") return (value as { cooked: string | null }).cooked ?? "";
  const isText = node.type === "JSXText" || node.type === "Literal";
  return isText && typeof value === "string" ? value : undefined;
}

function partsOf(node: Node, isSpoken: boolean): readonly Part[] {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "TSLiteralType":
    case "TemplateElement":
      return [];
    case "JSXAttribute": {
      const name = (node.name as Node).name as string;
      return name === "className" ? [] : [[node.value, spoken.has(name)]];
    }
    case "Property":
    case "PropertyDefinition":
      return [[node.value, spoken.has(nameOf(node.key as Node))]];
    case "NewExpression":
    case "CallExpression": {
      const callee = node.callee as Node;
      if (forProgrammers.test(nameOf(callee))) return [];
      const isSaid = /^set(?:ToolTip|Title|Label)$/.test(lastOf(callee));
      return [
        [callee, false],
        [node.arguments, isSaid],
      ];
    }
    case "JSXElement":
    case "JSXFragment":
      return [
        [node.openingElement, false],
        [node.children, true],
      ];
    // What these come to is what stands there.
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "ConditionalExpression":
      return [
        [node.test, false],
        [node.expression, isSpoken],
        [node.consequent, isSpoken],
        [node.alternate, isSpoken],
      ];
    case "LogicalExpression":
      return [
        [node.left, false],
        [node.right, isSpoken],
      ];
    case "TemplateLiteral":
      return [
        [node.quasis, isSpoken],
        [node.expressions, false],
      ];
    default:
      return Object.values(node).map((part) => [part, false]);
  }
}

/** `log.error` of `application.log.error`, `Error` of `Error`. */
function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name as string;
  if (node.type === "Literal") return String(node.value);
  if (node.type !== "MemberExpression") return "";
  const method = lastOf(node);
  const owner = lastOf(node.object as Node);
  return /[lL]og$|^console$/.test(owner) ? `${owner}.${method}` : method;
}

function lastOf(node: Node): string {
  return nameOf(node.type === "MemberExpression" ? (node.property as Node) : node);
}
