import { describe, expect, test } from "vitest";
import { isTable, parseToml } from "../../../app/config/parse.ts";
import { providerRequest } from "../../../app/provider/providerRequest.ts";

/** The request for a provider with these lines in its table. */
function requestFor(...lines: readonly string[]) {
  const table = parseToml(`base_url = "https://x.test/v1"\n${lines.join("\n")}`);
  if (!isTable(table)) throw new Error("no table");
  return providerRequest(table);
}

const token = 'experimental_bearer_token = "pmx-one"';

describe("the request for a provider's models", () => {
  test("carries the key in the table", () => {
    expect(requestFor(token)).toEqual({
      url: "https://x.test/v1/models",
      headers: { authorization: "Bearer pmx-one" },
      headerVariables: {},
      keyVariable: undefined,
    });
  });

  test.each([
    ['base_url = "https://x.test/v1/"', "https://x.test/v1/models"],
    ['base_url = "https://x.test"', "https://x.test/models"],
    ['base_url = "http://127.0.0.1:8080/pay/v1"', "http://127.0.0.1:8080/pay/v1/models"],
    ['base_url = "http://[::1]:1/v1"', "http://[::1]:1/v1/models"],
  ])("goes below %s", (line, url) => {
    const table = parseToml(line);
    expect(providerRequest(table)).toMatchObject({ url });
  });

  test("has the table's query parameters and headers", () => {
    const request = requestFor(
      'query_params = { api-version = "2026-01 01" }',
      'http_headers = { X-Team = "shop", authorization = "Basic abc" }',
      'env_http_headers = { X-Seat = "SEAT" }',
    );
    expect(request).toEqual({
      url: "https://x.test/v1/models?api-version=2026-01+01",
      headers: { "x-team": "shop", authorization: "Basic abc" },
      headerVariables: { "x-seat": "SEAT" },
      keyVariable: undefined,
    });
  });

  test("prefers the table's key to any Authorization header, as Codex does", () => {
    const request = requestFor(
      token,
      'http_headers = { Authorization = "Bearer other" }',
      'env_http_headers = { Authorization = "OTHER" }',
    );
    expect(request).toMatchObject({
      headers: { authorization: "Bearer pmx-one" },
      headerVariables: {},
    });
  });

  test("prefers a variable to the table's key, as Codex does", () => {
    const request = requestFor(token, 'env_key = "PM_TOKEN"');
    expect(request).toMatchObject({ headers: {}, keyVariable: "PM_TOKEN" });
  });

  test("takes no header that belongs to the connection, or would break out of its line", () => {
    const request = requestFor(
      token,
      'http_headers = { Host = "other.test", Content-Length = "9", "X Y" = "1", X-A = "a\\r\\nX-B: b" }',
    );
    expect(request).toMatchObject({ headers: { authorization: "Bearer pmx-one" } });
    expect(request).toHaveProperty("headers", { authorization: "Bearer pmx-one" });
  });
});

describe("a provider is not asked", () => {
  test.each([
    ['base_url = "http://example.test/v1"', "insecure"],
    ['base_url = "https://me:pw@x.test/v1"', "malformedAddress"],
    ['base_url = "http://127.0.0.1.evil.test/v1"', "insecure"],
    ['base_url = "file:///etc/passwd"', "malformedAddress"],
    ['base_url = "x.test/v1"', "malformedAddress"],
    ['base_url = "localhost:8080/v1"', "malformedAddress"],
    ['base_url = "//x.test/v1"', "malformedAddress"],
    ['base_url = "https://"', "malformedAddress"],
    ["base_url = 5", "noAddress"],
    ["", "noAddress"],
    ['base_url = "https://x.test/v1"\nauth = { command = "pass" }', "keyFromProgram"],
    ['base_url = "https://x.test/v1"\nrequires_openai_auth = true', "ownLogin"],
    ['base_url = "https://x.test/v1"\nexperimental_bearer_token = "pmx\\none"', "malformedKey"],
  ])("with %s", (lines, why) => {
    expect(providerRequest(parseToml(lines))).toBe(why);
  });

  test("unless it has a key of its own beside the login", () => {
    expect(requestFor("requires_openai_auth = true", token)).toHaveProperty("url");
  });
});
