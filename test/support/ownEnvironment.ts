import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { codexProgram } from "../e2e/rig/runCodex.ts";

/** What the tests and Vitest itself need of the environment they are started in; the app reads PHOTONMARK_DASHBOARD. */
const needed =
  /^(?:PATH|TMPDIR|PHOTONMARK_(?!DASHBOARD$)\w+|VITEST(?:_\w+)?|NODE_ENV|TEST|DEV|PROD|MODE|SSR|BASE_URL)$/;

// Runs before each test file, in its process: whoever starts the tests has a home, a desktop, proxies, keys and a
// language, which neither the code under test nor a program that a test starts may come across. Windows starts no
// program without variables of its own, and tells a program's folders in other ways.
if (process.platform !== "win32") {
  const codex = codexProgram();
  for (const name of Object.keys(process.env)) if (!needed.test(name)) delete process.env[name];
  const home = mkdtempSync(join(tmpdir(), "photonmark-home-of-tests-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  Object.assign(process.env, {
    HOME: home,
    LANG: "C.UTF-8",
    TZ: "UTC",
    PHOTONMARK_CODEX: codex,
  });
  process.umask(0o022);
}
