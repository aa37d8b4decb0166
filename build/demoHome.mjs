import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const exampleConfig = `# Example for the demo. The addresses lead nowhere, the tokens are made up.
model = "gpt-5-codex"
model_provider = "photonmark-codex-pay"

[model_providers.photonmark-codex-pay]
name = "PhotonMark Codex Pay"
base_url = "https://codex.example.invalid/pay/v1"
wire_api = "responses"
experimental_bearer_token = "pmx-demo-pay"

[model_providers.photonmark-codex-boost]
name = "PhotonMark Codex Boost"
base_url = "https://codex.example.invalid/boost/v1"
wire_api = "responses"
experimental_bearer_token = "pmx-demo-boost"
`;

/**
 * Makes a throw-away Codex home with two example providers, and a folder for the app's own data.
 * @returns {Promise<{ codexHome: string, userData: string, remove: () => Promise<void> }>}
 */
export async function createDemoHome() {
  const folder = await mkdtemp(join(tmpdir(), "photonmark-codex-demo-"));
  const codexHome = join(folder, "codex-home");
  await mkdir(codexHome, { mode: 0o700 });
  await writeFile(join(codexHome, "config.toml"), exampleConfig, { mode: 0o600 });
  return {
    codexHome,
    userData: join(folder, "user-data"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
