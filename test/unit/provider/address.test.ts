import { describe, expect, test } from "vitest";
import { readBlock } from "../../../app/config/block.ts";
import { AppError } from "../../../app/errors.ts";
import {
  dashboardOrigin,
  isBaseUrl,
  isSafeAddress,
  isWithin,
  readAddress,
  typedOrigin,
} from "../../../app/provider/address.ts";
import { providerRequest } from "../../../app/provider/providerRequest.ts";

const safe = [
  "https://codex.example/v1",
  "https://192.168.1.2:8443/v1",
  "http://localhost:4180/v1",
  "http://codex.localhost:4180/v1",
  "http://LOCALHOST/v1",
  "http://127.0.0.1:4180/v1",
  "http://127.8.9.1/v1",
  "http://[::1]:4180/v1",
];

const insecure = [
  "http://codex.example/v1",
  "http://localhost.codex.example/v1",
  "http://notlocalhost/v1",
  "http://127.0.0.1.codex.example/v1",
  "http://128.0.0.1/v1",
  "http://0.0.0.0/v1",
  "http://192.168.1.2/v1",
  "http://[::2]/v1",
];

const malformed = [
  "",
  "codex.example",
  "localhost:4180/v1",
  "ftp://codex.example/v1",
  "file:///etc/passwd",
  "javascript://codex.example/%0aalert(1)",
  "https://",
  "https://person@codex.example/v1",
  "https://person:secret@codex.example/v1",
  "http://127.0.0.1@codex.example/v1",
];

describe("an address", () => {
  test.each(safe)("may be sent to: %s", (address) => {
    expect(readAddress(address)).toBeInstanceOf(URL);
  });
  test.each(insecure)("could be read along: %s", (address) => {
    expect(readAddress(address)).toBe("insecure");
  });
  test.each(malformed)("is none: %j", (address) => {
    expect(readAddress(address)).toBe("malformed");
  });

  test.each([...safe, ...insecure, ...malformed])("means the same everywhere: %j", (address) => {
    const isSafe = isSafeAddress(address);
    const origin = isSafe ? new URL(address).origin : undefined;
    expect(isBaseUrl(address)).toBe(isSafe);
    expect(typeof providerRequest({ base_url: address }) === "object").toBe(isSafe);
    const block = `[model_providers.x]\nname = "x"\nbase_url = ${JSON.stringify(address)}\n`;
    expect(codeOf(() => readBlock(new TextEncoder().encode(block)))).toBe(
      isSafe ? undefined : address === "" ? "MISSING_BASE_URL" : "INVALID_BASE_URL",
    );
    expect(codeOf(() => dashboardOrigin(address))).toBe(
      isSafe ? undefined : "DASHBOARD_ADDRESS_REFUSED",
    );
    if (address.includes("//")) expect(typedOrigin(address)).toBe(origin);
    expect(isWithin(new URL(origin ?? "https://codex.example"), address)).toBe(isSafe);
  });

  test("is refused without a word of its password", () => {
    expect(() => dashboardOrigin("https://me:hunterxy@codex.example/a")).toThrow(
      expect.objectContaining({ detail: { address: "https://codex.example" } }),
    );
    expect(() => dashboardOrigin("me:hunterxy@codex.example")).toThrow(
      expect.objectContaining({ detail: { address: "codex.example" } }),
    );
  });

  test("of another origin is not within", () => {
    const origin = new URL("https://codex.example");
    expect(isWithin(origin, "https://codex.example:8443/")).toBe(false);
    expect(isWithin(origin, "https://codex.example.evil.example/")).toBe(false);
  });
});

describe("an address that somebody types", () => {
  test.each([
    ["https://codex.example", "https://codex.example"],
    [" codex.example/dashboard?a=1#b ", "https://codex.example"],
    ["codex.example:8443", "https://codex.example:8443"],
    ["http://localhost:4170/", "http://localhost:4170"],
  ])("gives an origin: %j", (typed, origin) => {
    expect(typedOrigin(typed)).toBe(origin);
  });

  test.each(["", "   ", "a b", "http://codex.example", "https://person:secret@codex.example"])(
    "gives none: %j",
    (typed) => {
      expect(typedOrigin(typed)).toBeUndefined();
    },
  );
});

describe("a provider's address", () => {
  test.each([
    "https://codex.example/v1?a=b",
    "https://codex.example/v1#top",
    "https://codex..example/v1",
    "https://-codex.example/v1",
    "https://codex.example-/v1",
    "https://codex.example\\@evil.example/v1",
    "https:/codex.example/v1",
    " https://codex.example/v1",
  ])("takes no %s", (address) => {
    expect(isBaseUrl(address)).toBe(false);
  });
});

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
