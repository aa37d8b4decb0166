import { describe, expect, test } from "vitest";
import { encodeString } from "../../../app/config/value.ts";
import { AppError } from "../../../app/errors.ts";
import { checkProvider } from "../../../app/provider/checkProvider.ts";
import { stateOf } from "../../../app/readState.ts";

function stateFor(text: string) {
  return stateOf({ home: "h", path: "p", realPath: "p", exists: true, revision: "r", text });
}

function providerFor(id: string, name: string, baseUrl = "https://x.test/v1") {
  const table = `[model_providers.${encodeString(id)}]`;
  return `${table}\nname = ${encodeString(name)}\nbase_url = ${encodeString(baseUrl)}\n`;
}

describe("the state shows a provider", () => {
  test.each([
    ["https://hunterxy@x.test/v1"],
    ["https://me:hunterxy@x.test/v1"],
    ["https://x.test/v1?k=hunterxy"],
    ["https://x.test/v1#hunterxy"],
    ["https://x.test/pmx-hunterxy/v1"],
  ])("without the secret in %s", (baseUrl) => {
    const { providers } = stateFor(providerFor("pm", "Pay", baseUrl));
    expect(JSON.stringify(providers)).not.toContain("hunterxy");
    expect(providers[0]?.baseUrl).toContain("x.test");
  });

  test("with its address as it is, where that holds no secret", () => {
    const baseUrl = "https://codex.example.test:8443/pay/v1";
    const { providers } = stateFor(providerFor("photonmark-codex-pay", "PhotonMark Pay", baseUrl));
    expect(providers[0]).toMatchObject({ name: "PhotonMark Pay", baseUrl });
  });

  test("without a token in its name", () => {
    const { providers } = stateFor(providerFor("pm", "Pay pmx-hunterxy"));
    expect(providers[0]?.name).toMatch(/^Pay ••••••••[0-9a-f]{6}$/);
  });

  test("without a token that was written in place of the active id", () => {
    const { activeProviderId } = stateFor('model_provider = "pmx-hunterxy"\n');
    expect(activeProviderId).toMatch(/^•{8}/);
  });

  test("by its own id, even one that looks like a token", () => {
    const text = `model_provider = "pmx-hunterxy"\n${providerFor("pmx-hunterxy", "Pay")}`;
    const state = stateFor(text);
    expect(state.activeProviderId).toBe("pmx-hunterxy");
    expect(state.providers[0]).toMatchObject({ id: "pmx-hunterxy", isActive: true });
  });

  test("without characters that trick a terminal or a menu", () => {
    const text = providerFor(
      "a\u202eb\u001b[2J",
      "Pay\u0007 \u202eyaP\u2066\n",
      "https://x.test/\u0085v1",
    );
    const [provider] = stateFor(`model_provider = "a\\u202eb\\u001b[2J"\n${text}`).providers;
    expect(provider).toMatchObject({
      id: "a\\u202eb\\u001b[2J",
      name: "Pay yaP",
      baseUrl: "https://x.test/v1",
      isActive: true,
    });
  });

  test("by its id, where nothing is left of its name", () => {
    expect(stateFor(providerFor("pm", "\u202e")).providers[0]?.name).toBe("pm");
  });

  test("by two ids that differ only in such characters", () => {
    const { providers } = stateFor(providerFor("ab", "A") + providerFor("a\u200eb\u202e", "B"));
    expect(new Set(providers.map(({ id }) => id)).size).toBe(2);
  });
});

describe("an import is refused", () => {
  const table = { name: "Pay", base_url: "https://x.test/v1" };

  test.each(["a\u202eb", "a\u0007", "a\nb", "\u2066a", "a\u009b", "a\u007f"])(
    "with the id %j",
    (id) => {
      const failure = failureOf(() => checkProvider(id, table));
      expect(failure.code).toBe("WRONG_TYPE");
      expect(failure.detail.key).toMatch(/^model_providers\.[ -~]*\\u[0-9a-f]{4}[ -~]*$/);
    },
  );

  test.each(["Pay\u202e", "\u001b[31mPay", "Pay\n2", "Pay\u2028"])("with the name %j", (name) => {
    const failure = failureOf(() => checkProvider("pm", { ...table, name }));
    expect(failure).toMatchObject({
      code: "WRONG_TYPE",
      detail: { key: "model_providers.pm.name" },
    });
  });

  test.each(["Pay", "Größe 你好 😀", "שלום\u200f", "نسخة"])("not with the name %j", (name) => {
    expect(checkProvider("pm", { ...table, name }).name).toBe(name);
  });
});

function failureOf(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
