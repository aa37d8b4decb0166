import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edit, type Intent } from "../../app/config/edit.ts";
import { verify } from "../../app/config/verify.ts";
import { type ResponsesEndpoint, startResponsesEndpoint } from "../e2e/rig/responsesEndpoint.ts";
import { type CodexHome, createCodexHome } from "../support/codexHome.ts";

/** Which credential the real Codex sends: the reason why a block retires all others of its provider. */
let codex: CodexHome;
let endpoint: ResponsesEndpoint;

beforeAll(async () => {
  endpoint = await startResponsesEndpoint();
  codex = await createCodexHome();
});
afterAll(async () => {
  await codex?.remove();
  await endpoint?.stop();
});

// Nothing to ask the network for.
const quiet = `check_for_update_on_startup = false
features = { plugins = false, apps = false }
analytics.enabled = false
`;

function configWith(fields: string): string {
  return `${quiet}model_provider = "pm"

[model_providers.pm]
name = "P"
base_url = "${endpoint.baseUrl("pm")}"
request_max_retries = 0
stream_max_retries = 0
${fields}`;
}

/** The Authorization header of the one turn; undefined where it had none, or where there was no turn. */
async function sent(config: string, env: Record<string, string> = {}): Promise<string | undefined> {
  const before = endpoint.turns().length;
  const stderr = await codex.turn(config, env);
  const turns = endpoint.turns().slice(before);
  if (turns.length === 0) return `no turn: ${stderr.trim().split("\n").at(-1)}`;
  return turns[0]?.authorization;
}

const token = 'experimental_bearer_token = "pmx-sentinel-new"\n';
const header = 'http_headers = { Authorization = "Bearer pmx-sentinel-header" }\n';
const envHeader = 'env_http_headers = { Authorization = "PM_HEADER" }\n';
const variables = { PM_TOKEN: "pmx-sentinel-env", PM_HEADER: "Bearer pmx-sentinel-env-header" };

describe("Codex sends", () => {
  it.each([
    ["the token", token, "Bearer pmx-sentinel-new"],
    ["the Authorization header", header, "Bearer pmx-sentinel-header"],
    ["the header from the environment", envHeader, "Bearer pmx-sentinel-env-header"],
    ["the variable of env_key", 'env_key = "PM_TOKEN"\n', "Bearer pmx-sentinel-env"],
    [
      "what the auth command prints",
      'auth = { command = "printf", args = ["pmx-sentinel-auth"] }\n',
      "Bearer pmx-sentinel-auth",
    ],
    ["the token rather than the header", header + token, "Bearer pmx-sentinel-new"],
    ["env_key rather than the token", `env_key = "PM_TOKEN"\n${token}`, "Bearer pmx-sentinel-env"],
    ["nothing for api_key", 'api_key = "pmx-sentinel-api"\n', undefined],
    ["nothing for a token with a line break", token.replace("-new", "-n\\new"), undefined],
  ])("%s", async (_what, fields, expected) => {
    expect(await sent(configWith(fields), variables)).toBe(expected);
  });

  it("nothing at all when the variable of env_key is missing, in spite of a token", async () => {
    const answer = await sent(configWith(`env_key = "PM_TOKEN"\n${token}`));
    expect(answer).toMatch(/^no turn: .*Missing environment variable: `PM_TOKEN`/);
  });
});

describe("after a block came in, Codex sends its token", () => {
  const block = () => `[model_providers.pm]
name = "P"
base_url = "${endpoint.baseUrl("pm")}"
${token}`;

  it.each([
    ["env_key", 'env_key = "PM_TOKEN"\n'],
    ["a header", header],
    ["a header from the environment", envHeader],
    ["an auth table", '\n[model_providers.pm.auth]\ncommand = "false"\n'],
    ["an inline auth table", 'auth = { command = "false" }\n'],
    ["an old token", token.replace("-new", "-old")],
    ["everything that goes together", `env_key = "PM_TOKEN"\n${header}${envHeader}`],
  ])("in place of %s", async (_what, fields) => {
    const before = configWith(fields);
    const intents: Intent[] = [{ kind: "upsertProvider", providerId: "pm", tableText: block() }];
    const after = edit(before, intents);
    verify(before, after, intents);
    expect(await sent(after, variables)).toBe("Bearer pmx-sentinel-new");
  });
});
