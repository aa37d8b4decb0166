import { expect, test } from "vitest";
import { retryAfterSeconds } from "../../../main/adapters/dashboard/retryAfter.ts";

const date = "Sun, 22 Nov 2026 12:00:00 GMT";

test.each([
  [{ "retry-after": "17" }, 17],
  [{ "retry-after": " 17 " }, 17],
  [{ "retry-after": "0" }, 1],
  [{ "retry-after": "999999999" }, 3600],
  [{ "retry-after": "-5" }, 60],
  [{ "retry-after": "soon" }, 60],
  [{ "retry-after": "" }, 60],
  [{}, 60],
  // A date counts from the service's own, whatever the time is here.
  [{ "retry-after": "Sun, 22 Nov 2026 12:01:30 GMT", date }, 90],
  [{ "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT", date }, 1],
  [{ "retry-after": "Sun, 22 Nov 2026 12:01:30 GMT" }, 60],
])("%j means %i seconds", (headers, seconds) => {
  expect(retryAfterSeconds(new Headers(headers as Record<string, string>))).toBe(seconds);
});
