import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { patience } from "../../support/patience.ts";
import { type AppLaunch, appCommand } from "./appCommand.ts";
import { captureProcessTree } from "./capturedTree.ts";
import { withDeadline } from "./withDeadline.ts";

/** The app, driven by Playwright. */
export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly pid: number;
  /** Everything written so far. */
  stdout(): string;
  stderr(): string;
  /** The first window, once its page has loaded. */
  firstWindow(): Promise<Page>;
  /** Text on the clipboard of the app's desktop. */
  clipboardText(): Promise<string>;
  /** Quits the app; what does not end is ended by pid. */
  close(): Promise<void>;
}

/**
 * Starts the app on a desktop session. It must have been packaged with
 * the Electron fuse `EnableNodeCliInspectArguments` on, which Playwright attaches through.
 * @throws Error with the app's output when it does not come up.
 */
export async function launchApp(launch: AppLaunch): Promise<RunningApp> {
  const { program, args, env } = appCommand(launch);
  const electron = await _electron.launch({
    executablePath: program,
    args: [...args],
    env,
    cwd: launch.home.path,
    timeout: patience(),
  });
  electron.context().setDefaultTimeout(patience());
  const child = electron.process();
  const pid = child.pid ?? -1;
  const text = { stdout: "", stderr: "" };
  for (const source of ["stdout", "stderr"] as const) {
    child[source]?.on("data", (chunk: Buffer) => {
      text[source] += chunk.toString();
    });
  }
  const output = () => `stdout:\n${text.stdout}\nstderr:\n${text.stderr}`;
  return {
    electron,
    pid,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    async firstWindow() {
      const page = await withDeadline(
        electron.firstWindow({ timeout: 0 }),
        patience(),
        "first window",
        output,
      );
      await page.waitForLoadState("load");
      return page;
    },
    clipboardText: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
    async close() {
      const tree = captureProcessTree(pid);
      await withDeadline(electron.close(), patience(), "end of the app").catch(() => undefined);
      tree.forceEnd();
    },
  };
}
