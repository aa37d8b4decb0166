import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { diagnose } from "../../app/doctor/diagnose.ts";
import type { FindingId } from "../../app/doctor/finding.ts";
import { fixConfig } from "../../app/doctor/fixConfig.ts";
import { type ResponsesEndpoint, startResponsesEndpoint } from "../e2e/rig/responsesEndpoint.ts";
import { codexProgram, runCodex } from "../e2e/rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";
import { blockToml } from "../sandbox/blocks/blockToml.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { balance, type DoctorCase } from "../support/doctor/doctorCase.ts";
import { doctorCases } from "../support/doctor/doctorCases.ts";
import { doctorFacts } from "../support/doctor/doctorFacts.ts";

/** What the doctor says of keys and addresses, seen in what the real Codex sends, before a fix and after it. */
let home: ThrowAwayHome;
let endpoint: ResponsesEndpoint;
let gate: Gate;

beforeAll(async () => {
  if (!existsSync(codexProgram()))
    throw new Error(
      `There is no Codex at ${codexProgram()}: run npm test, or set PHOTONMARK_CODEX.`,
    );
  endpoint = await startResponsesEndpoint();
  gate = await startGate();
});
beforeEach(async () => {
  home = await createThrowAwayHome();
});
afterEach(() => home.remove());
afterAll(async () => {
  await endpoint?.stop();
  await gate?.stop();
});

/** A proxy that leads nowhere and notes where Codex wanted to go. */
interface Gate {
  readonly address: string;
  readonly asked: Set<string>;
  stop(): Promise<void>;
}

async function startGate(): Promise<Gate> {
  const asked = new Set<string>();
  const server = createServer();
  server.on("connect", ({ url = "" }, socket) => {
    asked.add(url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Nothing to ask the network for, and no second try. */
const quiet = `check_for_update_on_startup = false
features = { plugins = false, apps = false, unbounded_connection_retries = false }
analytics.enabled = false
`;
const oneTry = ["request_max_retries=0", "stream_max_retries=0"].flatMap((setting) => [
  "-c",
  `model_providers.photonmark-codex-pay.${setting}`,
]);

interface Sent {
  /** The Authorization header; undefined: there was no turn, or it had none. */
  readonly authorization: string | undefined;
  readonly turns: number;
  readonly stderr: string;
  readonly isOpenAiAsked: boolean;
}

/** One turn of Codex with a file whose addresses lead here. */
async function send(config: string, env: Readonly<Record<string, string>> = {}): Promise<Sent> {
  const text = config.replaceAll(
    "https://codex.photonmark.example/pay/v1",
    endpoint.baseUrl("pay"),
  );
  await home.write(".codex/config.toml", quiet + text);
  const before = endpoint.turns().length;
  gate.asked.clear();
  const { stderr } = await runCodex(["exec", "--skip-git-repo-check", ...oneTry, "hi"], {
    codexHome: home.codexHome,
    tmpdir: home.file("tmp"),
    env: { HTTPS_PROXY: gate.address, HTTP_PROXY: gate.address, ALL_PROXY: gate.address, ...env },
  });
  const turns = endpoint.turns().slice(before);
  return {
    authorization: turns[0]?.authorization,
    turns: turns.length,
    stderr,
    isOpenAiAsked: gate.asked.has("api.openai.com:443"),
  };
}

function caseOf(id: FindingId, name: string): DoctorCase & { readonly fixed: string } {
  const found = doctorCases.find((one) => one.id === id && one.name === name);
  if (found?.fixed === undefined) throw new Error(`no case ${id} ${name} with a fix`);
  return { ...found, fixed: found.fixed };
}

const own = "Bearer pmx-sentinel-pay";
const openai = "sk-proj-sentinel0123456789";

describe("the key that arrives", () => {
  it.each([
    ["no-auth-method", "Pay without a key", undefined],
    ["malformed-token", "blanks around it", undefined],
    ["malformed-token", "broken inside", "Bearer pmx-sent inel-pay"],
    ["env-key-openai", "beside the provider's own key", `Bearer ${openai}`],
    ["openai-key-in-config", "as the key of a PhotonMark provider", `Bearer ${openai}`],
  ] as const)("is the balance's after the fix of %s: %s", async (id, name, before) => {
    const { text, fixed } = caseOf(id, name);
    const env = { OPENAI_API_KEY: openai };
    expect(await send(text, env)).toMatchObject({ authorization: before, turns: 1 });
    expect(await send(fixed, env)).toMatchObject({ authorization: own, turns: 1 });
  });

  it("is none where env-key-unset is found, in spite of a token, and the token after the fix", async () => {
    const { text, fixed } = caseOf("env-key-unset", "beside the provider's own key");
    const before = await send(text);
    expect(before.turns).toBe(0);
    expect(before.stderr).toContain("Missing environment variable: `PM_TOKEN`");
    expect((await send(fixed)).authorization).toBe(own);
  });

  it("is an old one where pay-requires-openai-auth is found beside a header, and the header after the fix", async () => {
    const { text, fixed } = caseOf("pay-requires-openai-auth", "Pay asks for a login");
    const withHeader = (config: string) =>
      config.replace(/experimental_bearer_token.*/, `http_headers = { Authorization = "${own}" }`);
    await home.write(".codex/auth.json", `{"OPENAI_API_KEY":"${openai}"}`);
    expect((await send(withHeader(text))).authorization).toBe(`Bearer ${openai}`);
    expect((await send(withHeader(fixed))).authorization).toBe(own);
  });

  it("goes to OpenAI where missing-base-url is found, and to the service after the fix", async () => {
    const { text, fixed } = caseOf("missing-base-url", "in use");
    expect(await send(text)).toMatchObject({ turns: 0, isOpenAiAsked: true });
    expect(await send(fixed)).toMatchObject({ authorization: own, turns: 1, isOpenAiAsked: false });
  });
});

describe("a balance that cannot serve", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.stop());

  it.each([
    ["balance-empty", "empty", { remaining: 0 }, "is empty"],
    ["balance-expired", "expired", { expiresAt: "2026-01-01T00:00:00.000Z" }, "has expired"],
  ] as const)(
    "is refused where %s is found, and another serves after the fix",
    async (id, status, change, words) => {
      const made = async () =>
        (await sandbox.admin("POST", "/balances", { service: "pay" })) as Balance;
      const [spent, other] = [await made(), await made()];
      await sandbox.admin("PATCH", `/balances/${spent.id}`, change);
      const tableOf = (one: Balance) => {
        const block = blockToml(one, sandbox.origin);
        return block.slice(block.indexOf("["));
      };
      const text = `model_provider = "${spent.providerId}"\n${tableOf(spent)}\n${tableOf(other)}`;
      const balances = [
        balance({ id: "a", providerId: spent.providerId, name: "A", status }),
        balance({ id: "b", providerId: other.providerId, name: "B" }),
      ];
      const facts = doctorFacts(text, { balances });
      const [finding] = diagnose(facts).filter((one) => one.id === id);
      const { text: fixed = "" } = fixConfig(facts, ({ key }) => key === finding?.key);
      const retries = [`model_providers.${spent.providerId}`, `model_providers.${other.providerId}`]
        .flatMap((path) => [`${path}.request_max_retries=0`, `${path}.stream_max_retries=0`])
        .flatMap((setting) => ["-c", setting]);
      const turn = async (config: string) => {
        await home.write(".codex/config.toml", quiet + config);
        return runCodex(["exec", "--skip-git-repo-check", ...retries, "hi"], {
          codexHome: home.codexHome,
          tmpdir: home.file("tmp"),
        });
      };
      const before = await turn(text);
      expect(before.code).toBe(1);
      expect(before.stderr).toContain(words);
      const after = await turn(fixed);
      expect(after.code, after.stderr).toBe(0);
      expect(after.stdout).toContain(`This turn was paid by ${other.providerId}`);
    },
  );
});
