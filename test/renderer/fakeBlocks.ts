const token = (name: string) => `pmx-sentinel-${name}`;

/** The table of a provider, with a token that looks like nobody's. */
export const providerTable = (
  id: string,
  name: string,
  baseUrl = "https://api.photonmark.example/v1",
  tokenTail = "",
) => `
[model_providers.${id}]
name = "${name}"
base_url = "${baseUrl}"
wire_api = "responses"
experimental_bearer_token = "${token(id)}${tokenTail}"
`;

/** A block as the account hands it out; a tail stands for a token that is newer. */
export const blockOf = (id: string, name: string, tokenTail = "") =>
  `model_provider = "${id}"\n${providerTable(id, name, undefined, tokenTail)}`;
