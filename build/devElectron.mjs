import { dirname, join } from "node:path";
import { withFolderLock } from "./folderLock.mjs";
import { launch } from "./launch.mjs";
import { runScript, say } from "./script.mjs";

// What electron-vite starts for Electron: after a change it ends this process and starts the next without waiting, and
// the app is to run once only.
const [executablePath = "", app = "", ...args] = process.argv.slice(2);
await runScript(() =>
  withFolderLock(join(app, ".running"), "the app as it was before the change", () => {
    say("Starting the app");
    return launch({ electron: { executablePath, distPath: dirname(executablePath) }, app, args });
  }),
);
