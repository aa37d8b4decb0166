/** The Codex CLI that the tests run against. A comment names the release that its fact was first measured with. */
export const codexVersion = "0.171.0";
