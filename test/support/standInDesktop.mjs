#!/usr/bin/env node
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";

// In place of a desktop app of Codex. It notes each start with its arguments in the file that STAND_IN_NOTES names,
// and quits when it is asked to, unless STAND_IN_REFUSES is set. STAND_IN_CODEX is a Codex to start behind it.
const { STAND_IN_NOTES, STAND_IN_REFUSES, STAND_IN_CODEX } = process.env;

/** @param {object} what */
function note(what) {
  if (STAND_IN_NOTES) appendFileSync(STAND_IN_NOTES, `${JSON.stringify(what)}\n`);
}

const server =
  STAND_IN_CODEX && spawn(STAND_IN_CODEX, ["app-server"], { stdio: ["pipe", "ignore", "ignore"] });
process.on("SIGTERM", () => {
  if (STAND_IN_REFUSES) return note({ refused: true });
  if (server) server.kill();
  process.exit(0);
});
// Nobody's test lasts longer.
setTimeout(() => process.exit(1), 180_000);
note({ pid: process.pid, args: process.argv.slice(2), folder: process.cwd() });
