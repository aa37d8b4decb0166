import { parseArgs } from "node:util";
import { z } from "zod";
import { adminPath } from "./admin/adminRoutes.ts";
import { oauthClientId } from "./oauth/createOauthProvider.ts";
import { type SandboxOptions, sandboxOptionsSchema } from "./sandboxOptions.ts";
import { type Sandbox, startSandbox } from "./startSandbox.ts";

const usage = `npm run sandbox -- [options]
  --port <n>             default 4747; 0 takes a free one
  --state <file>         keep the state in this JSON file
  --no-desktop-api       the service as it is today: pages and gateway alone
  --clock-offset <ms>    run the service's clock ahead (or, negative, behind)
  --help`;

/**
 * Runs the sandbox until Ctrl-C and prints how to use it.
 * @returns the exit code: 1 when it cannot start, 2 for wrong arguments
 */
export async function runSandbox(args: readonly string[]): Promise<number> {
  const given = readArguments(args);
  if (typeof given === "string") {
    process.stderr.write(`${given}\n${usage}\n`);
    return 2;
  }
  if (given === undefined) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  try {
    const sandbox = await startSandbox(given);
    process.stdout.write(`${describe(sandbox, given.desktopApi !== false)}\n`);
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await sandbox.stop();
    return 0;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    process.stderr.write(`Port ${given.port} is taken. Choose another with --port.\n`);
    return 1;
  }
}

/** The options; undefined when help is wanted; what is wrong with them as text. */
function readArguments(args: readonly string[]): SandboxOptions | string | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string", default: "4747" },
        state: { type: "string" },
        "no-desktop-api": { type: "boolean", default: false },
        "clock-offset": { type: "string", default: "0" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) return undefined;
    const options = sandboxOptionsSchema.safeParse({
      port: Number(values.port),
      desktopApi: !values["no-desktop-api"],
      clockOffsetMs: Number(values["clock-offset"]),
      // As fast as a model types, roughly.
      pieceDelayMs: 30,
      stateFile: values.state,
    });
    return options.success ? options.data : z.prettifyError(options.error);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function describe(sandbox: Sandbox, desktopApi: boolean): string {
  return [
    `Sandbox        ${sandbox.origin}  (Ctrl-C ends it)`,
    `Sign in with   ${sandbox.demoAccount.email}  ${sandbox.demoAccount.password}`,
    `Desktop API    ${desktopApi ? `on, client id ${oauthClientId}` : "off"}`,
    `Admin          ${sandbox.origin}${adminPath}`,
    `Admin secret   ${sandbox.adminSecret}`,
  ].join("\n");
}
