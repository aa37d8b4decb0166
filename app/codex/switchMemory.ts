import { activeStatements, readProviders } from "../config/providers.ts";
import { scan } from "../config/scan.ts";
import { stringValue } from "../config/value.ts";
import type { CodexProcess, StaleProvider } from "./codexProcesses.ts";

/** The provider a file makes active, with all that the file says about it: its key, too, so it goes no further. */
export interface ProviderInUse {
  /** Undefined: Codex's own. */
  readonly id: string | undefined;
  readonly lines: string;
}

/** A moment at which what Codex would use became something else. */
interface Switch {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly before: ProviderInUse;
}

/** What is known of the switches. */
export interface SwitchMemory {
  readonly switches: Switch[];
  current: ProviderInUse | undefined;
  revision: string;
  /** When processes started that nobody wants to be reminded of until the next switch, by id; ms since 1970. */
  readonly dismissed: Map<number, number>;
  /** Whether the backups have been looked at for switches of earlier runs and of the terminal. */
  hasOlder: boolean;
}

/** Linux works a start out from two clocks, so that it comes out a little different each time; in milliseconds. */
const SAME_START_MS = 2000;

/** What was active when a process started, or when the chat was begun that is known to be its last, if that has changed. */
export function staleProvider(
  { current, switches }: SwitchMemory,
  { startedAt, chatBegunAt, kind }: CodexProcess,
): StaleProvider | undefined {
  // The daemon holds the chats of terminal sessions, which are listed themselves, and reads the file for each new one.
  if (!current || kind === "daemon") return undefined;
  // An older chat that was resumed has its provider's id from then, but its key and address from the start.
  const since = Math.max(startedAt.getTime(), chatBegunAt?.getTime() ?? 0);
  const next = switches.find(({ at }) => at >= since);
  if (!next || isSameUse(next.before, current)) return undefined;
  return { providerId: next.before.id };
}

/** Whether the user has put the reminder of a process away; another one may have got its id since. */
export function isDismissed(
  { dismissed }: SwitchMemory,
  { pid, startedAt }: Pick<CodexProcess, "pid" | "startedAt">,
): boolean {
  const start = dismissed.get(pid);
  return start !== undefined && Math.abs(start - startedAt.getTime()) < SAME_START_MS;
}

/** Whether Codex would use the same. */
export function isSameUse(a: ProviderInUse, b: ProviderInUse): boolean {
  return a.id === b.id && a.lines === b.lines;
}

/** What a config text has Codex use. */
export function providerInUse(text: string): ProviderInUse {
  const scanned = scan(text);
  const active = activeStatements(scanned)[0]?.entry.value;
  const id = active && stringValue(text, active);
  const provider = id === undefined ? undefined : readProviders(scanned).get(id);
  const lines = provider?.fields.map(
    ({ path, entry }) => `${path.join(".")}=${text.slice(entry.value.start, entry.value.end)}`,
  );
  return { id, lines: lines?.toSorted().join("\n") ?? "" };
}
