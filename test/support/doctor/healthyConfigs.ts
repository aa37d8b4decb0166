import { table, usePay } from "./doctorCase.ts";

const pay = table("pay");
const boost = table("boost");
const link = table("link");

/** Files as people have them, with nothing wrong. */
export const healthyConfigs: readonly { readonly name: string; readonly text: string }[] = [
  { name: "empty", text: "" },
  { name: "only comments", text: '# model_provider = "x"\n# profile = "y"\n' },
  { name: "OpenAI alone", text: 'model = "gpt-5"\nmodel_reasoning_effort = "high"\n' },
  { name: "one block", text: `${usePay}model = "gpt-5"\n${pay}` },
  { name: "three balances", text: `${usePay}${pay}${boost}${link}` },
  {
    name: "earlier choices in comments",
    text: `# model_provider = "openai"\n${usePay}# model_provider = "photonmark-codex-boost"\n${pay}${boost}`,
  },
  {
    name: "MCP servers",
    text: `${usePay}${pay}
[mcp_servers.docs]
command = "npx"
args = ["-y", "docs-server"]
env = { OPENAI_API_KEY = "sk-proj-sentinel", model_provider = "x" }
startup_timeout_sec = 20

[mcp_servers.search]
url = "https://search.example/mcp"
http_headers = { Authorization = "Bearer sk-sentinel" }
bearer_token_env_var = "SEARCH_TOKEN"

[mcp_servers.search.tools.find]
approval_mode = "approve"
`,
  },
  {
    name: "projects",
    text: `${usePay}${pay}
[projects."/home/me/projects/shop"]
trust_level = "trusted"

[projects."/tmp/it's here"]
trust_level = "untrusted"
`,
  },
  {
    name: "Windows paths and line breaks",
    text: `${usePay}notify = ['C:\\Tools\\notify.exe', "done"]\n${pay}
[projects.'C:\\Users\\me\\work']
trust_level = "trusted"

[projects."D:\\\\src\\\\[old] model_provider = 1"]
trust_level = "trusted"
`.replaceAll("\n", "\r\n"),
  },
  { name: "a byte order mark", text: `\uFEFF${usePay}${pay}` },
  { name: "no final line break", text: `${usePay}${pay}`.trimEnd() },
  {
    name: "features, tui and notices",
    text: `${usePay}${pay}
[features]
plugins = true
unified_exec = true

[tui]
notifications = ["agent-turn-complete"]
theme = "dark"

[tui.model_availability_nux]
"gpt-5" = 2

[notice]
hide_full_access_warning = true

[notice.model_migrations]
"gpt-5" = "gpt-6"
`,
  },
  {
    name: "plugins and marketplaces",
    text: `${usePay}${pay}
[plugins."github@openai-curated"]
enabled = true

[marketplaces.team]
source_type = "git"
source = "https://git.example/team/plugins.git"
`,
  },
  {
    name: "sandbox and approvals",
    text: `${usePay}approval_policy = "on-request"
sandbox_mode = "workspace-write"
${pay}
[sandbox_workspace_write]
network_access = true
writable_roots = ["/home/me/cache"]

[shell_environment_policy]
inherit = "core"
set = { OPENAI_API_KEY = "", model_provider = "x" }
`,
  },
  {
    name: "TOML 1.1",
    text: `${usePay}
model_providers = {
  photonmark-codex-pay = {
    name = "PhotonMark Pay", # the usual one
    base_url = "https://codex.photonmark.example/pay/v1",
    experimental_bearer_token = "pmx-sentinel-pay",
  },
}
`,
  },
  {
    name: "dotted and quoted keys",
    text: `"model_provider" = 'photonmark-codex-pay'
[model_providers]
photonmark-codex-pay.name = "Pay"
photonmark-codex-pay.base_url = "https://codex.photonmark.example/pay/v1"
photonmark-codex-pay.http_headers.Authorization = "Bearer pmx-sentinel-pay"
`,
  },
  {
    name: "a text that looks like settings",
    text: `${usePay}developer_instructions = """
model_provider = "x"
[model_providers.openai]
profile = "old"
OPENAI_API_KEY = "no"
"""
${pay}`,
  },
  {
    name: "servers of one's own",
    text: `${usePay}${pay}
[model_providers.lab]
name = "Lab"
base_url = "http://10.0.0.7:8000/v1"

[model_providers.desk]
name = "Desk"
base_url = "http://localhost:11434/v1"
request_max_retries = 1
stream_idle_timeout_ms = 300_000
`,
  },
  {
    name: "another service alone",
    text: `model_provider = "azure"
[model_providers.azure]
name = "Azure"
base_url = "https://shop.openai.azure.example/openai/v1"
env_key = "AZURE_KEY"
query_params = { api-version = "2025-04-01-preview" }
env_http_headers = { X-Team = "TEAM" }
`,
  },
  {
    name: "a command that tells the key",
    text: `model_provider = "vault"
[model_providers.vault]
name = "Vault"
base_url = "https://llm.corp.internal/v1"
[model_providers.vault.auth]
command = "pass"
args = ["show", "llm"]
[model_providers.amazon-bedrock.aws]
profile = "dev"
region = "eu-central-1"
`,
  },
  {
    name: "arrays of tables, history and hooks",
    text: `${usePay}${pay}
[history]
persistence = "save-all"

[[skills.config]]
path = "/home/me/skills/a"
enabled = true

[[skills.config]]
path = "/home/me/skills/b"
enabled = false
`,
  },
];
