import { doctorCases } from "./doctorCases.ts";
import { healthyConfigs } from "./healthyConfigs.ts";

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

/** A generator of numbers from 0 to below 1 that gives the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Files with some random changes each, made from all cases and healthy files; the same for the same seed. */
export function mutatedConfigs(count: number, seed: number, maxChanges = 6): readonly string[] {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const bases = [
    ...doctorCases.flatMap(({ text, miss, fixed }) => [text, miss, fixed ?? text]),
    ...healthyConfigs.map(({ text }) => text),
  ];
  const mutate = (text: string): string => {
    const lines = text.split("\n");
    const at = below(lines.length);
    switch (below(9)) {
      case 0:
        return lines.toSpliced(at, 1).join("\n");
      case 1:
        return lines.toSpliced(at, 0, lines[at] ?? "").join("\n");
      case 2:
        return lines.toSpliced(at, 0, pick(strayLines)).join("\n");
      case 3:
        return lines.toSpliced(below(lines.length), 0, ...lines.splice(at, 1)).join("\n");
      case 4:
        return text.length < 1500 ? text + pick(bases) : text;
      case 5: {
        const offset = below(text.length + 1);
        return text.slice(0, offset) + pick(characters) + text.slice(offset);
      }
      case 6: {
        const offset = below(text.length + 1);
        return text.slice(0, offset) + text.slice(offset + 1 + below(5));
      }
      case 7:
        return text.replaceAll("\n", "\r\n");
      default:
        return lines.toSpliced(at, 1, (lines[at] ?? "").toUpperCase()).join("\n");
    }
  };
  return Array.from({ length: count }, () => {
    let text = pick(bases);
    for (let changes = 1 + below(maxChanges); changes > 0; changes -= 1) text = mutate(text);
    return text;
  });
}
