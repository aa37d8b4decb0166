import { describe, expect, it } from "vitest";
import { credentialNote } from "../../../app/provider/credentialNote.ts";

const table = (lines: string) => `[model_providers.pm]\nname = "PM"\n${lines}\n`;

describe("a block's credential", () => {
  it.each([
    'experimental_bearer_token = "pmx-sentinel-0123456789"',
    'env_key = "PM_KEY"',
    "requires_openai_auth = true",
    'http_headers = { Authorization = "Bearer pmx-sentinel-01" }',
    'env_http_headers = { authorization = "PM_HEADER" }',
    '[model_providers.pm.auth]\ncommand = "pm-token"',
    '[model_providers.pm.http_headers]\nAuthorization = "Bearer pmx-sentinel-01"',
  ])("is there: %s", (lines) => {
    expect(credentialNote("pm", table(lines))).toBeUndefined();
  });

  it.each(["", "requires_openai_auth = false", 'http_headers = { "X-Team" = "a" }'])(
    "is missing: %j",
    (lines) => {
      expect(credentialNote("pm", table(lines))).toBe("missing");
    },
  );

  it.each([
    "<YOUR_TOKEN>",
    "<token>",
    "$PM_TOKEN",
    "$\u007bPM_TOKEN}",
    "{{token}}",
    "sk-...",
    "xxxxxxxx",
    "sk-xxxx",
    "your-api-key",
    "YOUR_TOKEN_HERE",
    "changeme",
    "***",
    "TOKEN",
  ])("is only a placeholder: %s", (token) => {
    expect(credentialNote("pm", table(`experimental_bearer_token = "${token}"`))).toBe(
      "placeholder",
    );
    const header = `http_headers = { Authorization = "Bearer ${token}" }`;
    expect(credentialNote("pm", table(header))).toBe("placeholder");
  });
});
