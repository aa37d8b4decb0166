import { buildIfNeeded } from "./buildApp.mjs";
import { createDemoHome } from "./demoHome.mjs";
import { provideScreen } from "./display.mjs";
import { launch } from "./launch.mjs";
import { runScript, say } from "./script.mjs";
import { startSessionBus } from "./sessionBus.mjs";
import { hasDisplay, setUp } from "./setup.mjs";

// npm start: sets up, builds what changed, opens the app. npm run demo: the same on a throw-away home, with a
// service of its own.
const isDemo = process.argv.includes("--demo");
const passedOn = process.argv.slice(2).filter((argument) => argument !== "--demo");

await runScript(async () => {
  const headless = !hasDisplay(process.env);
  const { electron } = await setUp({
    need: [
      "dependencies",
      "electron",
      "display",
      ...(headless && isDemo ? /** @type {const} */ (["rig"]) : []),
    ],
  });
  if (electron === undefined)
    throw new Error("setUp returned no runtime although it was asked for one");
  await buildIfNeeded();

  /** @type {Array<() => Promise<void>>} */
  const cleanUps = [];
  try {
    const demo = isDemo ? await prepareDemo(cleanUps) : { args: [], env: {} };
    const screen = headless ? await prepareScreen(cleanUps) : {};
    say(
      `Starting with Electron ${electron.version}${electron.source === "official" ? "" : ` (${electron.source})`}. Ctrl-C ends it.`,
    );
    return await launch({
      electron,
      args: [...demo.args, ...passedOn],
      env: { ...process.env, ...screen, ...demo.env },
    });
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
});

/** @param {Array<() => Promise<void>>} cleanUps gets what must be done at the end */
async function prepareDemo(cleanUps) {
  // Loaded only now: it uses npm packages.
  const { startDemoSandbox } = await import("./demoSandbox.mjs");
  const sandbox = await startDemoSandbox();
  cleanUps.push(() => sandbox.stop());
  const home = await createDemoHome(sandbox);
  cleanUps.push(home.remove);
  const { email, password } = sandbox.demoAccount;
  say(
    [
      `Demo: the service is a sandbox on this machine, ${sandbox.origin}; no real money, and it ends with the app.`,
      `  Sign in with the e-mail ${email} and the password ${password}`,
      `  Codex home: ${home.codexHome}, removed at the end. Your own files are not touched.`,
      "  To see a balance go down, run your own Codex in another terminal with CODEX_HOME set to that folder.",
    ].join("\n"),
  );
  return {
    args: [`--user-data-dir=${home.userData}`],
    env: { CODEX_HOME: home.codexHome, PHOTONMARK_DASHBOARD: sandbox.origin },
  };
}

/** @param {Array<() => Promise<void>>} cleanUps gets what must be done at the end */
async function prepareScreen(cleanUps) {
  const screen = await provideScreen();
  cleanUps.push(screen.stop);
  if (!isDemo) return screen.env;
  const bus = await startSessionBus();
  cleanUps.push(bus.stop);
  return { ...screen.env, ...bus.env };
}
