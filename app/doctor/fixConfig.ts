import { edit, type Intent } from "../config/edit.ts";
import { parseToml, tryParseToml } from "../config/parse.ts";
import { scan } from "../config/scan.ts";
import { applySplices } from "../config/splice.ts";
import { verify } from "../config/verify.ts";
import { withoutSettings } from "../config/withoutSettings.ts";
import { AppError, type Failure, toFailure } from "../errors.ts";
import { diagnose, stopsCodex } from "./diagnose.ts";
import type { DoctorFacts } from "./facts.ts";
import type { Finding } from "./finding.ts";

/** What became of the findings that were to be fixed in config.toml. */
export interface ConfigFixes {
  /** The new text; undefined: nothing could be fixed. */
  readonly text: string | undefined;
  readonly fixed: readonly Finding[];
  /** What was left as it is, and why. */
  readonly refused: readonly { readonly finding: Finding; readonly failure: Failure }[];
}

/** More steps than this are no repair. */
const MAX_STEPS = 200;

/**
 * Fixes findings one after another on the text as the fix before left it. Each step is proven like any other
 * edit, must end its finding, and must not bring a new one that stops Codex; else it is left out.
 *
 * @param isWanted - asked of what is found after each step; a fix may bring up what another had hidden
 */
export function fixConfig(
  facts: DoctorFacts,
  isWanted: (finding: Finding) => boolean,
): ConfigFixes {
  let current = facts;
  let found = diagnose(facts);
  const fixed: Finding[] = [];
  const refused = new Map<string, ConfigFixes["refused"][number]>();
  const tried = new Set<string>();
  let isTogether = true;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const isNext = (finding: Finding) => isWanted(finding) && !tried.has(finding.key);
    const wanted = nextSteps(found, isNext, isTogether);
    if (wanted.length === 0) break;
    for (const { key } of wanted) tried.add(key);
    try {
      const next = withText(current, afterFixes(current, wanted));
      const foundNext = diagnose(next);
      requireProgress(found, foundNext, wanted);
      current = next;
      found = foundNext;
      fixed.push(...wanted);
      for (const { key } of wanted) refused.delete(key);
      isTogether = true;
      // What was refused may be possible now.
      for (const key of refused.keys()) tried.delete(key);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      isTogether = false;
      if (wanted.length > 1) for (const { key } of wanted) tried.delete(key);
      for (const finding of wanted)
        refused.set(finding.key, { finding, failure: toFailure(error) });
    }
  }
  const text = fixed.length > 0 ? current.config.text : undefined;
  return { text, fixed, refused: [...refused.values()] };
}

/** One fix at a time, but those of a file that no parser takes together: none of them alone makes it whole. */
function nextSteps(
  found: readonly Finding[],
  isWanted: (finding: Finding) => boolean,
  isTogether: boolean,
): Finding[] {
  const wanted = found.filter((finding) => changesConfig(finding) && isWanted(finding));
  const structural = wanted.filter(({ id }) => structuralIds.has(id));
  if (isTogether && structural.length > 0) return structural;
  // What stands in the wrong table leaves it before that may be commented out.
  const first = wanted.find(({ id }) => movingIds.has(id)) ?? wanted[0];
  return first ? [first] : [];
}

const movingIds: ReadonlySet<string> = new Set([
  "misplaced-global-key",
  "misplaced-model-provider",
]);

const structuralIds: ReadonlySet<string> = new Set([
  "unreadable-toml",
  "duplicate-key",
  "duplicate-table",
  "duplicate-model-provider",
]);

function changesConfig({ fix }: Finding): boolean {
  return fix?.kind === "editConfig" || fix?.kind === "recodeConfig";
}

/** @throws AppError when the edit cannot be made or proven */
function afterFixes({ config }: DoctorFacts, findings: readonly Finding[]): string {
  const [first] = findings;
  if (first?.fix?.kind === "recodeConfig") return first.fix.text;
  const intents = findings.flatMap(({ fix }) => (fix?.kind === "editConfig" ? fix.intents : []));
  const before = config.text ?? "";
  const after = edit(before, intents);
  if (after === before) throw new AppError("EDIT_NOT_PROVEN", { place: first?.id ?? "" });
  if (tryParseToml(after)) verify(before, after, intents);
  else verifyCommentedOut(before, after, intents);
  return after;
}

/**
 * The proof for a file that stays broken elsewhere: lines have turned into comments, and nothing else has changed.
 *
 * @throws AppError `CONFIG_UNREADABLE` where the edit does more than that, `EDIT_NOT_PROVEN`
 */
function verifyCommentedOut(before: string, after: string, intents: readonly Intent[]): void {
  const statements = intents.flatMap((intent) =>
    intent.kind === "commentOut" ? [intent.statement] : [],
  );
  if (statements.length < intents.length) parseToml(after);
  const rest = withoutSettings(before, statements);
  if (withoutNotes(rest) !== withoutNotes(after))
    throw new AppError("EDIT_NOT_PROVEN", { place: "commentOut" });
}

function withoutNotes(text: string): string {
  const notes = scan(text).statements.filter(({ kind }) => kind === "comment" || kind === "blank");
  return applySplices(
    text,
    notes.map(({ start, end }) => ({ start, end, text: "" })),
  );
}

function withText(facts: DoctorFacts, text: string): DoctorFacts {
  const { utf16Text: _gone, ...config } = facts.config;
  // What Codex had against the text before need not hold any more.
  const codex =
    facts.codex.status === "rejected" ? ({ status: "unchecked" } as const) : facts.codex;
  return { ...facts, codex, config: { ...config, text } };
}

function requireProgress(
  before: readonly Finding[],
  after: readonly Finding[],
  fixed: readonly Finding[],
): void {
  const remains = after.find((finding) => fixed.some((one) => isSameFault(one, finding)));
  const isNew = (finding: Finding) => !before.some(({ id }) => id === finding.id);
  const worse = after.find((finding) => stopsCodex(finding) && isNew(finding));
  // A file that no parser took had more to say than could be heard.
  const isHeardNow = before.some(({ id }) => structuralIds.has(id) || id === "not-utf8");
  const place = remains?.id ?? (isHeardNow ? undefined : worse?.id);
  if (place !== undefined) throw new AppError("EDIT_NOT_PROVEN", { place });
}

/** The line of what cannot be read says little: other lines move there. */
function isSameFault(before: Finding, after: Finding): boolean {
  return before.key === after.key && !structuralIds.has(before.id);
}
