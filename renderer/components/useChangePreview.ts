import { useEffect, useRef, useState } from "react";
import type { Change, ChangePreview } from "../../app/change/change.ts";
import type { Reply } from "../../app/contract.ts";
import type { Failure } from "../../app/errors.ts";
import { run } from "../actions/run.ts";
import { useSnapshot } from "../store.ts";

interface Preview {
  /** The newest preview; stays on screen while a newer one is worked out, so that nothing jumps. */
  readonly preview: ChangePreview | undefined;
  readonly failure: Failure | undefined;
  /** Whether what is shown answers to the present choices. */
  readonly isCurrent: boolean;
  /** Whether the file changed under the user's eyes. */
  readonly isStale: boolean;
  readonly isApplying: boolean;
  /** Makes the change as previewed; undefined when that failed, which the next preview or `failure` shows. */
  readonly apply: () => Promise<Reply<"change"> | undefined>;
}

/** Previews a change anew whenever the choices or the file change, and makes exactly the change that was shown. */
export function useChangePreview(change: Change, wasStale: boolean): Preview {
  const key = JSON.stringify(change);
  const revision = useSnapshot((state) => state.revision);
  const [round, setRound] = useState(0);
  const question = `${round} ${revision} ${key}`;
  const [shown, setShown] = useState<{ question: string; preview: ChangePreview }>();
  const [failure, setFailure] = useState<Failure>();
  const [isStale, setStale] = useState(wasStale);
  const [isApplying, setApplying] = useState(false);
  // The state after our own change arrives before its reply and must not count as someone else's.
  const applying = useRef(false);
  const seenRevision = useRef(revision);

  useEffect(() => {
    if (applying.current) return;
    if (seenRevision.current !== revision) setStale(true);
    seenRevision.current = revision;
    let isWanted = true;
    void run("preview", { change: JSON.parse(key) }).then((reply) => {
      if (!isWanted) return;
      setFailure(reply.ok ? undefined : reply);
      if (reply.ok) setShown({ question, preview: reply.value });
    });
    return () => {
      isWanted = false;
    };
  }, [key, question, revision]);

  async function apply(): Promise<Reply<"change"> | undefined> {
    if (!shown) return undefined;
    applying.current = true;
    setApplying(true);
    const reply = await run("change", { change, expected: shown.preview.expected });
    applying.current = false;
    setApplying(false);
    if (reply.ok) return reply;
    if (reply.code === "CONFIG_CHANGED") {
      setStale(true);
      setRound((value) => value + 1);
    } else setFailure(reply);
    return undefined;
  }

  const isCurrent = shown?.question === question;
  return { preview: shown?.preview, failure, isCurrent, isStale, isApplying, apply };
}
