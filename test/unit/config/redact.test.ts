import { describe, expect, test } from "vitest";
import { maskOf } from "../../../app/config/mask.ts";
import { redactText, redactToml, secretsOf } from "../../../app/config/redact.ts";

const secret = "Zx9-sentinel-QwErTy-0123456789";

describe("redactToml masks a secret wherever it stands", () => {
  test.each([
    ["the bearer token", `[model_providers.pm]\nexperimental_bearer_token = "${secret}"\n`],
    ["a literal string", `[model_providers.pm]\nexperimental_bearer_token = '${secret}'\n`],
    [
      "a multi-line string",
      `[model_providers.pm]\nexperimental_bearer_token = """\n${secret}"""\n`,
    ],
    ["an inline table", `model_providers = { pm = { experimental_bearer_token = "${secret}" } }\n`],
    ["a quoted key", `[model_providers.pm]\n"experimental_bearer\\u005ftoken" = "${secret}"\n`],
    ["a dotted key", `model_providers.pm.experimental_bearer_token = "${secret}"\n`],
    ["a header", `[model_providers.pm.http_headers]\nX-Custom = "${secret}"\n`],
    ["an inline header", `[model_providers.pm]\nhttp_headers = { X-Custom = "${secret}" }\n`],
    ["a query", `[model_providers.pm]\nquery_params = { k = "${secret}" }\n`],
    ["a query in an address", `[model_providers.pm]\nbase_url = "https://x.test/v1?k=${secret}"\n`],
    ["a path in an address", `[model_providers.pm]\nbase_url = "https://x.test/${secret}/v1"\n`],
    [
      "a password in an address",
      `[model_providers.pm]\nbase_url = "https://me:${secret}@x.test/v1"\n`,
    ],
    ["the environment of a server", `[mcp_servers.a.env]\nWHATEVER = "${secret}"\n`],
    ["an argument of a server", `[mcp_servers.a]\nargs = ["--api-key", "${secret}"]\n`],
    ["a comment", `# experimental_bearer_token = "${secret}"\n`],
    ["a comment at a line's end", `model = "m" # old token: ${secret}\n`],
    ["a line that is not TOML", `experimental_bearer_token "${secret}"\ntoken = ${secret} oops\n`],
    ["a string that is not closed", `experimental_bearer_token = "${secret}\nmodel = "m"\n`],
    ["an OpenAI key", 'OPENAI_API_KEY = "sk-proj-abcdefgh12345678"\n'],
  ])("%s", (_place, text) => {
    const masked = redactToml(text);
    expect(masked).not.toContain(secret);
    expect(masked).not.toContain("sk-proj-abcdefgh12345678");
    expect(masked).toContain("••••••••");
  });

  test("and leaves everything else as it is", () => {
    const text = [
      "# my settings",
      'model = "gpt-6"',
      "tool_output_token_limit = 20000",
      'notify = ["bash", "-c", "say done"]',
      '[projects."/home/me/a-very-long-folder-name/with-many-parts"]',
      'trust_level = "trusted"',
      "[model_providers.photonmark-codex-pay]",
      'name = "PhotonMark Pay"',
      'base_url = "https://codex.example.test/pay/v1"',
      'env_key = "PM_TOKEN"',
      'env_http_headers = { Authorization = "PM_AUTH" }',
      "",
    ].join("\r\n");
    expect(redactToml(text)).toBe(text);
  });

  test("and leaves a long id of the file's own readable", () => {
    const id = "photonmark-codex-pay-bonus-2026-11-22-a1b2";
    const text = `model_provider = "${id}"\n# model_provider = "${id}"\n[model_providers.${id}]\nname = "P"\n`;
    expect(redactToml(text)).toBe(text);
  });

  test("keeps the line breaks, so that line numbers stay true", () => {
    const text = `a = 1\r\n[model_providers.pm]\r\nexperimental_bearer_token = "${secret}"\r\nb = 2`;
    expect(redactToml(text).split("\r\n")).toHaveLength(4);
  });
});

test("a mask is the same for the same secret and differs for another one", () => {
  expect(maskOf(secret)).toBe(maskOf(secret));
  expect(maskOf(secret)).not.toBe(maskOf(`${secret}x`));
  expect(maskOf(secret)).toMatch(/^•{8}[0-9a-f]{6}$/);
});

test("masks of similar secrets are spread evenly, so that no change is hidden", () => {
  const count = 4_000;
  const masks = new Set(Array.from({ length: count }, (_, index) => maskOf(`secret-${index}`)));
  // Of 4,000 random values of 24 bits, fewer than one in 2,000 meets another.
  expect(masks.size).toBeGreaterThan(count - 20);
});

test("what another program says is freed of the file's own secrets", () => {
  const short = "s3cr";
  const text = `[model_providers.pm]\nexperimental_bearer_token = "${short}"\n`;
  const message = `config.toml:2:1: duplicate key\n  experimental_bearer_token = "${short}"`;
  expect(redactText(message, secretsOf(text))).not.toContain(short);
});
