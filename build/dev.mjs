import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { provideScreen } from "./display.mjs";
import { projectRoot } from "./paths.mjs";
import { run, toolScript } from "./run.mjs";
import { runScript, say } from "./script.mjs";
import { hasDisplay, setUp } from "./setup.mjs";

// A folder of its own: out/ holds what tests run and what is packed.
const folder = join(projectRoot, "out-dev");

// npm run dev: the app while it is worked on. A change in renderer/ shows at once; one in main/ or app/ starts it anew.
// Arguments go to electron-vite, such as --inspect=9229 --remoteDebuggingPort=9222 for a debugger.
await runScript(async () => {
  const { electron } = await setUp({ need: ["dependencies", "electron", "display"] });
  if (electron === undefined)
    throw new Error("setUp returned no runtime although it was asked for one");
  await describeApp();
  const screen = hasDisplay(process.env) ? undefined : await provideScreen();
  try {
    say("F12 opens the developer tools. Ctrl-C ends it.");
    // A Ctrl-C in the terminal reaches electron-vite as well, which ends when the app has.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
    const { code } = await run(
      process.execPath,
      [
        toolScript("electron-vite", "bin/electron-vite.js"),
        "dev",
        "--watch",
        "--sourcemap",
        "--logLevel=warn",
        `--outDir=${folder}`,
        `--entry=${join(projectRoot, "build", "devElectron.mjs")}`,
        ...process.argv.slice(2),
        "--",
        electron.executablePath,
        folder,
      ],
      { env: { ...process.env, ...screen?.env, ELECTRON_EXEC_PATH: process.execPath } },
    );
    return code;
  } finally {
    await screen?.stop();
  }
});

/** Electron runs the folder, so it has the app's name, and with it its settings, and its version. */
async function describeApp() {
  const { name, version } = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8"));
  await mkdir(folder, { recursive: true });
  const description = { name, version, main: "main/index.cjs" };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(description)}\n`);
}
