/** A config file with providers of which one is active, comments, and counters that workers count with. */
export function providersConfig(
  activeId: string,
  counters: Readonly<Record<string, number>>,
): string {
  const counted = Object.entries(counters).map(([name, count]) => `# ${name} ${count}`);
  const providers = PROVIDER_IDS.map(
    (id) => `[model_providers.${id}]
name = "${id}" # as the dashboard names it
base_url = "https://${id}.example/v1"
wire_api = "responses"
experimental_bearer_token = "pmx-sentinel-${id}"
`,
  );
  return `${counted.join("\n")}
model_provider = "${activeId}" # switched by the tray
model = "gpt-5"

${FILLER}
${providers.join("\n")}`;
}

/** The ids of the providers. */
export const PROVIDER_IDS = ["pay", "boost", "link"] as const;

/** Several pages, so that a torn write has somewhere to tear. */
const FILLER = Array.from(
  { length: 120 },
  (_, project) => `[projects."/home/user/projects/number-${project}"]\ntrust_level = "trusted"\n`,
).join("\n");
