import fc from "fast-check";
import { doctorCases } from "../doctor/doctorCases.ts";
import { healthyConfigs } from "../doctor/healthyConfigs.ts";

/** Lines that people paste, or that older versions left behind. */
const strayLines = [
  'model_provider = "photonmark-codex-pay"',
  'model_provider = "gone"',
  "model_provider = 5",
  'profile = "work"',
  'approval_policy = "untrusted"',
  'notify = ["say"]',
  'personality = "grumpy"',
  'OPENAI_API_KEY = "sk-proj-sentinel"',
  'wire_api = "chat"',
  'env_key = "OPENAI_API_KEY"',
  "request_max_retries = '3'",
  "http_headers = { Authorization = 7 }",
  'name = ""',
  "base_url = ''",
  "requires_openai_auth = true",
  "[model_providers.openai]",
  "[model_providers.photonmark-codex-pay]",
  "[profiles.work]",
  "[features]",
  "[tui]",
  "[[x]]",
  "[x",
  '"""',
  "export A=b",
  "a.b = { c = 1 }",
  'model_providers = { a = { name = "" } }',
  'auth = { command = "" }',
  "\uFEFF",
  "\u0000",
];

const characters = [
  '"',
  "'",
  "=",
  "[",
  "]",
  "{",
  "}",
  "#",
  ".",
  "\n",
  "\r",
  " ",
  "\\",
  "1",
  "é",
  ",",
];

const bases = [
  ...doctorCases.flatMap(({ text, miss, fixed }) => [text, miss, fixed ?? text]),
  ...healthyConfigs.map(({ text }) => text),
];

const anyNumber = fc.noBias(fc.nat(0xff_ffff));

/** One change of a text, at a place and with more that the numbers choose. */
const anyChange = fc
  .tuple(fc.noBias(fc.nat(8)), anyNumber, anyNumber)
  .map(([kind, place, choice]) => (text: string): string => {
    const pick = <T>(items: readonly T[]): T => items[choice % items.length] as T;
    const lines = text.split("\n");
    const at = place % lines.length;
    const offset = place % (text.length + 1);
    switch (kind) {
      case 0:
        return text.replaceAll("\n", "\r\n");
      case 1:
        return lines.toSpliced(at, 1).join("\n");
      case 2:
        return lines.toSpliced(at, 0, lines[at] ?? "").join("\n");
      case 3:
        return lines.toSpliced(at, 0, pick(strayLines)).join("\n");
      case 4:
        return lines.toSpliced(choice % lines.length, 0, ...lines.splice(at, 1)).join("\n");
      case 5:
        return text.length < 1500 ? text + pick(bases) : text;
      case 6:
        return text.slice(0, offset) + pick(characters) + text.slice(offset);
      case 7:
        return text.slice(0, offset) + text.slice(offset + 1 + (choice % 5));
      default:
        return lines.toSpliced(at, 1, (lines[at] ?? "").toUpperCase()).join("\n");
    }
  });

/** A file with up to `maxChanges` random changes, made from all cases and healthy files. */
export function damagedConfig(maxChanges = 6): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...bases),
      fc.array(anyChange, { minLength: 1, maxLength: maxChanges, size: "max" }),
    )
    .map(([base, changes]) => changes.reduce((text, change) => change(text), base));
}
