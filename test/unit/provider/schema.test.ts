import { describe, expect, test } from "vitest";
import { readBlock } from "../../../app/config/block.ts";
import { edit } from "../../../app/config/edit.ts";
import { redactToml } from "../../../app/config/redact.ts";
import { verify } from "../../../app/config/verify.ts";
import { diagnose } from "../../../app/doctor/diagnose.ts";
import { isDeciding } from "../../../app/drift/items.ts";
import { AppError } from "../../../app/errors.ts";
import { credentialNote } from "../../../app/provider/credentialNote.ts";
import { credentialKeys } from "../../../app/provider/schema.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";

const id = "photonmark-codex-pay";
const provider = (lines: string) =>
  `[model_providers.${id}]\nname = "P"\nbase_url = "https://h.example/v1"\n${lines}\n`;

function importFault(text: string): string | undefined {
  try {
    readBlock(new TextEncoder().encode(text));
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.detail.key ?? ""}`.trim();
    throw error;
  }
}

const found = (text: string) => diagnose(doctorFacts(text)).map(({ id: finding }) => finding);

describe("import and doctor take the same values", () => {
  const token = 'experimental_bearer_token = "pmx-sentinel-1"';
  test.each([
    ["request_max_retries", "request_max_retries = -1"],
    ["request_max_retries", "request_max_retries = 1.0"],
    ["request_max_retries", "request_max_retries = 9223372036854775808"],
    ["capabilities", 'capabilities = "x"'],
    ["capabilities.external_web_access", "capabilities = { external_web_access = 1 }"],
    ["project_id", "project_id = 5"],
    ["aws", "aws = 1"],
    ["auth.timeout_ms", 'auth = { command = "x", timeout_ms = 0 }'],
    ["auth.args", 'auth = { command = "x", args = "a" }'],
    ["auth.command", "auth = { command = 5 }"],
    ["model_catalog_url", "model_catalog_url = 5"],
    ["supports_standalone_web_search", 'supports_standalone_web_search = "yes"'],
    ["gateway_oauth", "gateway_oauth = true"],
    ["name", "name = 5"],
  ])("not: %s, as %s", (key, line) => {
    const other = key.startsWith("auth") || key === "gateway_oauth" ? "" : `${token}\n`;
    const text = provider(other + line).replace(key === "name" ? 'name = "P"\n' : /$^/, "");
    expect(importFault(text)).toBe(`WRONG_TYPE model_providers.${id}.${key}`);
    expect(found(text)).toContain("wrong-type");
  });

  test.each([
    "http_headers = { a = 1979-05-27 }",
    "query_params = { api-version = 2026-01-01 }",
    "request_max_retries = 0x10",
    "request_max_retries = -0",
    "request_max_retries = 9223372036854775807",
    'capabilities = { remote_compaction = "v2", anything = 5 }',
    "project_id = 1979-05-27",
    "unknown_key = [1, 2]",
  ])("but: %s", (line) => {
    const text = provider(`${token}\n${line}`);
    expect(importFault(text)).toBeUndefined();
    expect(found(text)).not.toContain("wrong-type");
  });

  test("a table of Amazon's keys is refused by import, as Codex takes it for its own providers alone", () => {
    expect(importFault(provider('aws = { profile = "x" }'))).toBe(
      `WRONG_TYPE model_providers.${id}.aws`,
    );
  });

  test("an id of Codex's own that came with Amazon's runtime is reserved", () => {
    const text = provider("").replace(id, "amazon-bedrock-runtime");
    expect(importFault(text)).toBe("RESERVED_PROVIDER_ID");
    expect(found(text)).toContain("reserved-provider-id");
  });
});

/** Each credential of the table, as a block may bring it. */
const credentials: Readonly<Record<string, string>> = {
  experimental_bearer_token: 'experimental_bearer_token = "pmx-sentinel-1"',
  env_key: 'env_key = "PM_KEY"',
  http_headers: 'http_headers = { Authorization = "Bearer pmx-sentinel-1" }',
  env_http_headers: 'env_http_headers = { Authorization = "PM_HEADER" }',
  auth: 'auth = { command = "pm-key", args = ["pmx-sentinel-1"] }',
  gateway_oauth:
    'gateway_oauth = { credential_export = { command = "pm-key", args = ["pmx-sentinel-1"] } }',
};

describe("a credential", () => {
  test("is known for each key of the table", () => {
    expect(Object.keys(credentials).toSorted()).toEqual(credentialKeys.toSorted());
  });

  test.each(Object.entries(credentials))("%s is one everywhere", (key, line) => {
    const text = provider(line);
    expect(importFault(text)).toBeUndefined();
    expect(credentialNote(id, text)).toBeUndefined();
    expect(found(text)).not.toContain("no-auth-method");
    expect(isDeciding(key)).toBe(true);
    expect(redactToml(text)).not.toContain("sentinel");
    // A line that is no TOML is told as the loss of the key.
    const lost = diagnose(doctorFacts(`model_provider = "${id}"\n${provider(`${line} "`)}`));
    expect(lost.find(({ id: finding }) => finding === "unreadable-toml")?.variant).toBe("field");
  });

  test.each(Object.entries(credentials))("%s goes when a block brings another", (key, line) => {
    const other = key === "env_key" ? "experimental_bearer_token" : "env_key";
    const tableText = provider(credentials[other] ?? "");
    const intents = [{ kind: "upsertProvider", providerId: id, tableText } as const];
    const before = provider(line);
    const after = edit(before, intents);
    verify(before, after, intents);
    const left = after.split("\n").filter((one) => one.startsWith(key));
    expect(left.filter((one) => !/^\w+ = \{\s*\}$/.test(one))).toEqual([]);
  });

  test("of a gateway is refused beside one that goes into the same header", () => {
    const gateway = credentials.gateway_oauth ?? "";
    const token = credentials.experimental_bearer_token ?? "";
    expect(importFault(provider(`${gateway}\n${token}`))).toBe("CONFLICTING_AUTH");
    const apart = gateway.replace(/ \}$/, ', delivery = { kind = "cookie", name = "s" } }');
    expect(importFault(provider(`${apart}\n${token}`))).toBeUndefined();
  });
});
