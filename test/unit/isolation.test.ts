import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(?:tsx?|mjs|cjs)$/.test(path) && !path.endsWith("isolation.test.ts"))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

interface Rule {
  readonly never: string;
  readonly pattern: RegExp;
  /** What would be caught. */
  readonly example: string;
  /** Files that may, each with the reason. */
  readonly except?: Readonly<Record<string, string>>;
}

/** What a test shares with whatever else runs on the machine, and with a second run of the tests. */
const rules: readonly Rule[] = [
  {
    never: "lists the processes of the machine",
    pattern: /["'`]\/proc\/?["'`]|["'`](?:pgrep|pkill|killall|pidof|ps|(?:\/usr)?\/bin\/ps)["'`]/,
    example: 'readdirSync("/proc")',
    except: {
      "e2e/rig/processTree.ts": "picks the descendants of a process, or those with a given home",
    },
  },
  {
    never: "reads or writes in the home of whoever starts it",
    pattern: /\b(?:homedir|userInfo)\(\)/,
    example: 'join(homedir(), ".codex")',
    except: {
      "adapters/diagnostics.test.ts":
        "compares with it; support/ownEnvironment.ts has put it aside",
      "adapters/settingsAndBlocks.test.ts": "compares with it, and reads nothing there",
    },
  },
  {
    never: "hands on the environment it was started with",
    pattern: /\.\.\.\s*process\.env\b|\benv:\s*process\.env\b(?!\.)/,
    example: "spawn(program, { env: { ...process.env } })",
  },
  {
    never: "starts a program without a home, which the system would then tell it",
    pattern: /\b(?:spawn|exec|execFile)(?:Sync)?\([^;]*\benv: \{\s*\}/,
    example: 'spawnSync("bash", ["-c", script], { env: {} })',
  },
  {
    never: "listens on a port of its choice",
    pattern: /\.listen\(\s*(?!0\b)(?:\{|\w)/,
    example: 'server.listen(4747, "127.0.0.1")',
    except: {
      "adapters/desktopNotifications.test.ts": "listens in a folder of its own, not on a port",
      "sandbox/startSandbox.ts": "takes any free port unless the demo names one",
    },
  },
  {
    never: "has a fixed name in the folder for temporary files",
    pattern: /(?<!mkdtemp(?:Sync)?\()join\(\s*tmpdir\(\)|(["'`])\/(?:var\/)?tmp\/[\w./-]*\1/,
    example: 'join(tmpdir(), "photonmark")',
  },
];

describe("a test shares nothing with what else runs on the machine: it", () => {
  test.each(rules)("never $never", ({ pattern, example, except = {} }) => {
    expect(example).toMatch(pattern);
    const found = files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(found.toSorted()).toEqual(Object.keys(except).toSorted());
  });
});

describe.runIf(process.platform !== "win32")("the environment of a test", () => {
  test("has a home of its own, and nothing of a desktop, a network or a Codex", () => {
    expect(process.env.HOME?.startsWith(join(tmpdir(), "photonmark-"))).toBe(true);
    const foreign =
      /^(?:PHOTONMARK_DASHBOARD$|CODEX_|OPENAI_|XDG_|DBUS_|DISPLAY|WAYLAND_|LC_|NO_COLOR)|proxy$/i;
    expect(Object.keys(process.env).filter((name) => foreign.test(name))).toEqual([]);
  });

  test("keeps how slow the machine is, which the waits follow", () => {
    expect(Number(process.env.PHOTONMARK_SLOWNESS)).toBeGreaterThan(0);
  });
});
