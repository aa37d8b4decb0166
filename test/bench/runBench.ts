import { existsSync } from "node:fs";
import { arch } from "node:process";
import { parseArgs } from "node:util";
import { openBenchDesktop } from "./benchDesktop.ts";
import { createBundleLoader } from "./bundleLoader.ts";
import { projectFile } from "./projectFile.ts";
import { judge, type RowResult, table } from "./report.ts";
import type { BenchContext, Row } from "./row.ts";
import { activate } from "./rows/activate.ts";
import { archive } from "./rows/archive.ts";
import { commandLine } from "./rows/commandLine.ts";
import { editLarge, editSmall } from "./rows/edit.ts";
import { firstWindow } from "./rows/firstWindow.ts";
import { idle } from "./rows/idle.ts";
import { memory, memoryAfterWindow } from "./rows/memory.ts";
import { noticed } from "./rows/noticed.ts";
import { start } from "./rows/start.ts";

const ROWS: readonly Row[] = [
  start,
  firstWindow,
  memory,
  memoryAfterWindow,
  editSmall,
  editLarge,
  activate,
  noticed,
  commandLine,
  idle,
  archive,
];

const USAGE = `usage: run.mjs [--rows id,id] [--quick] [--json]
rows: ${ROWS.map(({ id }) => id).join(" ")}
exit: 0 within budget (or not built), 1 over budget, 2 wrong usage`;

/**
 * Runs the benchmark and prints one table (or JSON) to stdout.
 * Resolves to the exit code. `importNative` is Node's own `import()`.
 * @public loaded by run.mjs, by path
 */
export async function runBench(
  args: readonly string[],
  importNative: (url: string) => Promise<Record<string, unknown>>,
): Promise<number> {
  const options = readOptions(args);
  if (options === undefined) {
    console.error(USAGE);
    return 2;
  }
  const bundles = createBundleLoader(importNative);
  const app = packagedApp();
  let opened: ReturnType<typeof openBenchDesktop> | undefined;
  const context: BenchContext = {
    quick: options.quick,
    app,
    cli: existing(projectFile("out/main/cli.cjs")),
    loadBuilt: bundles.load,
    desktop: () => {
      opened ??= openBenchDesktop(app);
      return opened;
    },
  };
  const results: RowResult[] = [];
  try {
    for (const row of options.rows) {
      if (!options.json) console.error(`measuring ${row.id}`);
      results.push(judge(row, await row.measure(context)));
    }
  } finally {
    await (await opened?.catch(() => undefined))?.stop();
    await bundles.remove();
  }
  console.log(options.json ? JSON.stringify({ rows: results }, null, 2) : table(results));
  return results.some(({ verdict }) => verdict === "over") ? 1 : 0;
}

function readOptions(
  args: readonly string[],
): { rows: readonly Row[]; quick: boolean; json: boolean } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rows: { type: "string" },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    });
    const wanted = values.rows?.split(",");
    const rows = wanted?.map((id) => ROWS.find((row) => row.id === id)) ?? ROWS;
    if (!rows.every((row) => row !== undefined)) return undefined;
    return { rows, quick: values.quick, json: values.json };
  } catch {
    return undefined;
  }
}

/** PHOTONMARK_APP, else what packaging leaves in the project for this platform. */
function packagedApp(): string | undefined {
  const given = process.env.PHOTONMARK_APP;
  if (given !== undefined && given !== "") return given;
  const folder = arch === "x64" ? "linux-unpacked" : `linux-${arch}-unpacked`;
  return existing(projectFile(`release/${folder}/photonmark-codex`));
}

function existing(file: string): string | undefined {
  return existsSync(file) ? file : undefined;
}
