/** What was between two looks further apart is not known: a session may have come and gone. In milliseconds. */
const MAX_GAP_MS = 20_000;

/** Linux works a start out from two clocks, so that it comes out a little different each time; in milliseconds. */
const SAME_START_MS = 2000;

/** A session in a terminal that runs, and the folder it works in. */
export interface SeenSession {
  readonly pid: number;
  readonly startedAt: Date;
  readonly folder: string;
}

/** A time in which a session was looked at all along and was alone in its folder; in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Memory {
  readonly session: SeenSession;
  /** Those that are over. */
  readonly spans: readonly Span[];
  /** The one that goes on; undefined: another session is there now. */
  readonly open: Span | undefined;
}

/** Knows which chats of a folder can only be those of the one session in it. */
export interface TerminalWatch {
  /** Notes all sessions that run at a moment, in milliseconds since 1970. */
  look(sessions: readonly SeenSession[], now: number): void;
  /** Whether looking often is of use: a session is remembered. */
  isWatching(): boolean;
  /** Whether a chat in the folder of a session, begun at that moment, is its own beyond doubt. */
  isOwn(session: SeenSession, begunAt: Date): boolean;
}

/**
 * Remembers the sessions in terminals from look to look. A session that came and went leaves a chat like any other, so
 * a chat counts as that of a session only where it was begun while that was looked at all along and was alone in its
 * folder. A reminder too many can be put away; one too few costs money.
 */
export function createTerminalWatch(): TerminalWatch {
  let memories: readonly Memory[] = [];
  const find = ({ pid, startedAt, folder }: SeenSession) =>
    memories.find(
      ({ session }) =>
        session.pid === pid &&
        session.folder === folder &&
        Math.abs(session.startedAt.getTime() - startedAt.getTime()) < SAME_START_MS,
    );
  return {
    isWatching: () => memories.length > 0,
    look(sessions, now) {
      memories = sessions.map((session) => {
        const { open, spans = [] } = find(session) ?? {};
        const isOther = ({ pid, folder }: SeenSession) =>
          folder === session.folder && pid !== session.pid;
        const isAlone = !sessions.some(isOther);
        const gap = now - (open?.to ?? Number.NEGATIVE_INFINITY);
        if (open && isAlone && gap >= 0 && gap <= MAX_GAP_MS)
          return { session, spans, open: { ...open, to: now } };
        // A single look, as there are many while nobody watches, says nothing of a time.
        const over = open && open.to > open.from ? [...spans, open] : spans;
        return { session, spans: over, open: isAlone ? { from: now, to: now } : undefined };
      });
    },
    isOwn(session, begunAt) {
      const { open, spans = [] } = find(session) ?? {};
      const at = begunAt.getTime();
      return open !== undefined && [...spans, open].some(({ from, to }) => at >= from && at <= to);
    },
  };
}
