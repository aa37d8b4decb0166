import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { blockParts } from "../../app/config/blockParts.ts";
import { createFakePorts } from "../support/fakePorts.ts";

const key = "pmx-sentinel-0123456789";
const id = "photonmark-codex-pay";
const table = `[model_providers.${id}]\nname = "Pay"\nbase_url = "https://codex.example/v1"\nexperimental_bearer_token = "${key}" # mine\nwire_api = "responses"\n`;

async function copied(part: "id" | "name" | "baseUrl" | "toml" | "key", config = table) {
  const ports = createFakePorts(config);
  let written = "";
  Object.assign(ports, {
    clipboard: {
      read: async () => written,
      write: async (text: string) => {
        written = text;
      },
    },
  });
  let forget = () => {};
  Object.assign(ports.clock, {
    after: (_delay: number, callback: () => void) => {
      forget = callback;
      return () => {};
    },
  });
  const reply = await createApplication(ports).execute("copyForSwitcher", { providerId: id, part });
  const first = written;
  forget();
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  return { reply, first, later: written };
}

describe("for the form of another program", () => {
  test.each([
    ["id", id],
    ["name", "Pay"],
    ["baseUrl", "https://codex.example/v1"],
    [
      "toml",
      `model_provider = "${id}"\n\n[model_providers.${id}]\nname = "Pay"\nbase_url = "https://codex.example/v1"\nwire_api = "responses"\n`,
    ],
  ] as const)("the %s is copied without the key", async (part, expected) => {
    expect(await copied(part)).toMatchObject({
      reply: { ok: true },
      first: expected,
      later: expected,
    });
  });

  test("the key is copied by itself, and is gone after a while", async () => {
    expect(await copied("key")).toMatchObject({
      reply: { ok: true, value: undefined },
      first: key,
      later: "",
    });
  });

  test("there is nothing to copy of what is not there", async () => {
    const without = table.replace(/experimental.*\n/, "");
    expect((await copied("key", without)).reply).toMatchObject({ code: "PROVIDER_WITHOUT_KEY" });
    expect((await copied("toml", "")).reply).toMatchObject({ code: "PROVIDER_NOT_FOUND" });
  });

  test("no header gives a key away with the TOML", async () => {
    const config = `${table}http_headers = { Authorization = "Bearer ${key}-header" }\n`;
    expect((await copied("toml", config)).first).not.toContain("sentinel");
  });

  test("a block of any spelling is taken apart", () => {
    const inline = `model_providers.${id} = { name = "Pay", experimental_bearer_token = "${key}", base_url = "u" }\n`;
    expect(blockParts(inline, id)).toEqual({
      name: "Pay",
      baseUrl: "u",
      key,
      toml: inline.replace(`"${key}"`, '""'),
    });
    expect(blockParts(inline, "other")).toBeUndefined();
  });
});
