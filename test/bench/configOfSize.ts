/** Ids of the two balances in every generated file; the first is active. */
export const BENCH_IDS = ["pay", "boost"] as const;

/**
 * A config.toml of about `bytes` bytes as users have them: root keys, comments, two providers,
 * MCP servers and, for what is left, projects.
 */
export function configOfSize(bytes: number): string {
  const parts = [
    "# My settings\n",
    `model_provider = "${BENCH_IDS[0]}" # the active one\n`,
    'model = "gpt-6-sol"\nmodel_reasoning_effort = "high"\napproval_policy = "on-request"\n\n',
    ...BENCH_IDS.map(
      (id) =>
        `[model_providers.${id}]\nname = "${id}"\nbase_url = "https://example.invalid/${id}/v1"\n` +
        `wire_api = "responses"\nrequires_openai_auth = false\n` +
        `experimental_bearer_token = "pmx-sentinel-${id}"\n\n`,
    ),
    '[mcp_servers.docs]\ncommand = "npx"\nargs = [\n  "-y",\n  "docs-server",\n]\n\n',
    '[tui]\nnotifications = ["agent-turn-complete"]\n\n',
  ];
  let size = parts.join("").length;
  for (let index = 0; size < bytes; index += 1) {
    const part = `[projects."/home/somebody/code/project-${index}"]\n# seen ${index}\ntrust_level = "trusted"\n\n`;
    parts.push(part);
    size += part.length;
  }
  return parts.join("");
}
