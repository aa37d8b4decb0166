import { readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isProgram } from "./isProgram.ts";
import type { ProgramCommand } from "./runProgram.ts";

/** Where npm's batch files have the script they start. */
const SCRIPT_OF_BATCH = ["node_modules", "@openai", "codex", "bin", "codex.js"];

/**
 * How to run a Codex. What npm installs is a script that needs `node` on the PATH, or on Windows a
 * batch file that needs a shell. Both only start the real program, which is run directly where it can be found
 * (layout measured with Codex 0.169.0). Undefined for what may not be run, and for a batch file of another kind,
 * such as those of pnpm and Yarn: nothing here uses a shell.
 */
export function codexCommand(
  path: string,
  platform: NodeJS.Platform = process.platform,
): ProgramCommand | undefined {
  if (!isProgram(path)) return undefined;
  const isBatch = platform === "win32" && !path.toLowerCase().endsWith(".exe");
  const script = isBatch ? join(dirname(path), ...SCRIPT_OF_BATCH) : realpathSync.native(path);
  if (basename(script) === "codex.js") {
    const program = programOf(dirname(dirname(script)), platform);
    if (program !== undefined) return { path: program, args: [] };
  }
  return isBatch ? undefined : { path, args: [] };
}

/** Looks in the package of the machine's kind, inside npm's package of Codex or beside it. */
function programOf(codexPackage: string, platform: NodeJS.Platform): string | undefined {
  const name = platform === "win32" ? "codex.exe" : "codex";
  for (const packages of [join(codexPackage, "node_modules", "@openai"), dirname(codexPackage)]) {
    for (const arch of new Set([process.arch, "arm64", "x64"])) {
      const vendor = join(packages, `codex-${platform}-${arch}`, "vendor");
      for (const target of namesIn(vendor)) {
        const program = join(vendor, target, "bin", name);
        if (isProgram(program)) return program;
      }
    }
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
