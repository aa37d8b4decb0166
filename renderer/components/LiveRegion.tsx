import { useNotice } from "../notices.ts";

/** Says results aloud. It is always there, because a region that appears with its words is often not heard. */
export function LiveRegion() {
  const notice = useNotice((state) => state.notice);
  const isSpoken = notice && notice.kind !== "failure";
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {isSpoken ? [notice.title, notice.body].filter(Boolean).join(". ") : ""}
    </div>
  );
}
