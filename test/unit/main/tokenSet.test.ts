import { describe, expect, test } from "vitest";
import {
  parseSession,
  pastedToken,
  type StoredSession,
  sessionText,
} from "../../../main/adapters/dashboard/tokenSet.ts";

const session: StoredSession = {
  version: 1,
  email: "me@photonmark.example",
  accessToken: "pmx-sentinel-access",
  refreshToken: "pmx-sentinel-refresh",
  lifetimeSeconds: 3600,
  issuedAt: "2026-11-22T12:00:00.000Z",
};

describe("a kept session", () => {
  test("comes back as it was", () => {
    expect(parseSession(sessionText(session))).toEqual(session);
    const pasted = { ...session, refreshToken: undefined, lifetimeSeconds: undefined };
    expect(parseSession(sessionText(pasted))).toEqual({
      version: 1,
      email: session.email,
      accessToken: session.accessToken,
      issuedAt: session.issuedAt,
    });
  });

  test("fits into an entry of the Windows Credential Manager by its refresh token alone", () => {
    const text = sessionText({ ...session, accessToken: "a".repeat(2400) });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2560);
    expect(parseSession(text)).toEqual({ ...session, accessToken: undefined });
    const pasted = { ...session, accessToken: "a".repeat(2560), refreshToken: undefined };
    expect(parseSession(sessionText(pasted))?.accessToken).toBe("a".repeat(2560));
  });

  test.each([
    undefined,
    "",
    "{",
    "null",
    "[]",
    '"pmx-sentinel"',
    JSON.stringify({ ...session, version: 2 }),
    JSON.stringify({ ...session, email: 7 }),
    JSON.stringify({ ...session, accessToken: "pmx\r\nx-header: 1" }),
    JSON.stringify({ ...session, accessToken: undefined, refreshToken: undefined }),
    JSON.stringify({ ...session, issuedAt: "yesterday" }),
    JSON.stringify({ ...session, lifetimeSeconds: -1 }),
  ])("%j is none", (text) => {
    expect(parseSession(text)).toBeUndefined();
  });
});

test.each([
  ["  pmx-sentinel-token\r\n", "pmx-sentinel-token"],
  ["pmx sentinel", undefined],
  ["pmx-sentinel-\u00e9", undefined],
  ["pmx-sentinel\u0000token", undefined],
  ["seven77", undefined],
  ["x".repeat(8193), undefined],
])("%j pasted is %j", (text, token) => {
  expect(pastedToken(text)).toBe(token);
});
