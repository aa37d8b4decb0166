/** The Codex CLI that the tests run against; facts about Codex in code and tests were measured with it. */
export const codexVersion = "0.169.0";
