import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { readBlock } from "../../../app/config/block.ts";
import { bashInstaller } from "../../sandbox/blocks/bashInstaller.ts";
import { blockToml } from "../../sandbox/blocks/blockToml.ts";
import { powershellInstaller } from "../../sandbox/blocks/powershellInstaller.ts";
import { seedState } from "../../sandbox/seedState.ts";

const origin = "http://127.0.0.1:4747";
const { balances } = seedState(new Date("2026-11-22T12:00:00Z"));
const read = (text: string) => readBlock(new TextEncoder().encode(text));

describe.each(balances)("what is handed out for $providerId", (balance) => {
  const expected = {
    activeId: balance.providerId,
    providers: [
      {
        id: balance.providerId,
        name: balance.name,
        baseUrl: `${origin}/${balance.service}/v1`,
        tableText: expect.stringContaining(balance.proxyToken),
      },
    ],
    suggestions: [{ key: "model", valueText: '"gpt-5-codex"' }],
    leftOut: [],
  };

  test("is TOML with one provider, active, paid by the balance's token", () => {
    expect(parse(blockToml(balance, origin))).toEqual({
      model_provider: balance.providerId,
      model: "gpt-5-codex",
      model_providers: {
        [balance.providerId]: {
          name: balance.name,
          base_url: `${origin}/${balance.service}/v1`,
          wire_api: "responses",
          requires_openai_auth: balance.service !== "pay",
          experimental_bearer_token: balance.proxyToken,
        },
      },
    });
  });

  test("can be read as a block", () => {
    expect(read(blockToml(balance, origin))).toEqual({ format: "toml", ...expected });
  });

  test("can be read out of the installer for macOS and Linux", () => {
    expect(read(bashInstaller(balance, origin))).toEqual({ format: "shell", ...expected });
  });

  test("can be read out of the installer for Windows, which is ASCII with CRLF", () => {
    const script = powershellInstaller(balance, origin);
    expect(read(script)).toEqual({ format: "powershell", ...expected });
    expect(script).toMatch(/^(?:[\x20-\x7e]*\r\n)+$/);
  });
});
