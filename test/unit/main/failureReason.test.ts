import { expect, test } from "vitest";
import { failureReason } from "../../../main/adapters/dashboard/failureReason.ts";

const coded = (code: unknown, message = "") => Object.assign(new Error(message), { code });

test.each([
  [new TypeError("fetch failed", { cause: coded("ECONNREFUSED") }), "ECONNREFUSED"],
  [
    new TypeError("fetch failed", { cause: coded("ERR_TLS_CERT_ALTNAME_INVALID") }),
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ],
  [new Error("net::ERR_NAME_NOT_RESOLVED"), "ERR_NAME_NOT_RESOLVED"],
  [new Error("net::ERR_CERT_COMMON_NAME_INVALID"), "ERR_CERT_COMMON_NAME_INVALID"],
  [new Error("Redirect was cancelled"), "redirect"],
  [new TypeError("fetch failed", { cause: new Error("unexpected redirect") }), "redirect"],
  [new AggregateError([coded("ECONNREFUSED")], "pmx-sentinel"), "network"],
  [coded("pmx-sentinel"), "network"],
  [coded("PMX SENTINEL"), "network"],
  [coded(7), "network"],
  [new Error("pmx-sentinel in a message"), "network"],
  ["pmx-sentinel", "network"],
])("%o is %s", (error, reason) => {
  expect(failureReason(error)).toBe(reason);
});

test("an error that is its own cause comes to an end", () => {
  const error = new Error("round");
  error.cause = new Error("and round", { cause: "the end" });
  expect(failureReason(error)).toBe("network");
});
