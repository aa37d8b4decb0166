/** Blocks as the dashboard hands them out; the tokens are obvious fakes. */
const block = (service: "pay" | "boost", name: string): string =>
  [
    `[model_providers.photonmark-codex-${service}]`,
    `name = "${name}"`,
    `base_url = "https://codex.example.test/${service}/v1"`,
    'wire_api = "responses"',
    "requires_openai_auth = false",
    `experimental_bearer_token = "pmx-sentinel-${service}"`,
    "",
  ].join("\n");

/** Provider id of {@link PAY_BLOCK}. */
export const PAY = "photonmark-codex-pay";

/** Provider id of {@link BOOST_BLOCK}. */
export const BOOST = "photonmark-codex-boost";

/** Provider id of the blocks of the Link service. */
export const LINK = "photonmark-codex-link";

/** A plain block. */
export const PAY_BLOCK = block("pay", "PhotonMark Codex Pay");

/** A plain block. */
export const BOOST_BLOCK = block("boost", "PhotonMark Codex Boost");

/** A block with comments, sub-tables and an inline table. */
export const LINK_BLOCK = `# Link: your own quota
[model_providers.photonmark-codex-link]
name = "PhotonMark Codex Link"
base_url = "https://codex.example.test/link/v1"
http_headers = { "X-Service" = "link", "X-Plan" = "free" }

[model_providers.photonmark-codex-link.query_params]
region = "eu" # nearest
`;

/** A block whose credential comes from a program. */
export const AUTH_BLOCK = `[model_providers.photonmark-codex-link]
name = "PhotonMark Codex Link"
base_url = "https://codex.example.test/link/v1"

[model_providers.photonmark-codex-link.auth]
command = "/usr/local/bin/link-token"
`;

/** The Boost block spelled with dotted keys and an inline table, beside another provider and a root key. */
export const DOTTED_BLOCK = `model_provider = "photonmark-codex-boost"
model_providers.photonmark-codex-pay = { name = "Not this one" }
model_providers.photonmark-codex-boost.name = "PhotonMark Codex Boost"
model_providers.photonmark-codex-boost.base_url = "https://codex.example.test/boost/v1"
model_providers.photonmark-codex-boost.http_headers = { "X-Service" = "boost" }
model_providers.photonmark-codex-boost.experimental_bearer_token = "pmx-sentinel-boost"
`;

/** A block for an id that has to be quoted. */
export const ODD_BLOCK = `[model_providers."Büro 7.5"]
name = "Büro"
base_url = "https://codex.example.test/office/v1"
`;

/** A block with a text over several lines. */
export const TEXT_BLOCK = `[model_providers.photonmark-codex-link]
name = "PhotonMark Codex Link"
base_url = "https://codex.example.test/link/v1"
env_key = "LINK_TOKEN"
env_key_instructions = """
Ask Ada.
Then Bob."""
`;
