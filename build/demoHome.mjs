import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes a throw-away Codex home with two providers of the demo's own service, and a folder for the app's data.
 * @param {import("../test/sandbox/startSandbox.ts").Sandbox} sandbox
 * @returns {Promise<{ codexHome: string, userData: string, remove: () => Promise<void> }>}
 */
export async function createDemoHome(sandbox) {
  const folder = await mkdtemp(join(tmpdir(), "photonmark-codex-demo-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const codexHome = join(folder, "codex-home");
    await mkdir(codexHome, { mode: 0o700 });
    await writeFile(join(codexHome, "config.toml"), await exampleConfig(sandbox), { mode: 0o600 });
    return { codexHome, userData: join(folder, "user-data"), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * As two installers of the service would have left it.
 * @param {import("../test/sandbox/startSandbox.ts").Sandbox} sandbox
 */
async function exampleConfig({ admin, origin }) {
  const { balances } =
    /** @type {{ balances: import("../test/sandbox/sandboxState.ts").Balance[] }} */ (
      await admin("GET", "/balances")
    );
  const tables = balances
    .filter(({ providerId }) => /^photonmark-codex-(pay|boost)$/.test(providerId))
    .map(({ providerId, name, service, proxyToken }) =>
      [
        `[model_providers.${providerId}]`,
        `name = "${name}"`,
        `base_url = "${origin}/${service}/v1"`,
        'wire_api = "responses"',
        `requires_openai_auth = ${service !== "pay"}`,
        `experimental_bearer_token = "${proxyToken}"`,
        "",
      ].join("\n"),
    );
  return [
    "# Made for the demo. Its providers lead to the sandbox service, which knows no real money.",
    'model = "gpt-5-codex"',
    'model_provider = "photonmark-codex-pay"',
    "",
    ...tables,
  ].join("\n");
}
