import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const program = resolve(import.meta.dirname, "../../build/sandbox.mjs");
const folder = mkdtempSync(join(tmpdir(), "pm-sandbox-"));
afterAll(() => rmSync(folder, { recursive: true }));

function start(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const announced = async () => {
    while (!output.stdout.includes("Admin secret")) {
      const more = once(child.stdout, "data").then(() => undefined);
      const code = await Promise.race([more, ended]);
      if (code !== undefined) throw new Error(`ended with ${code}: ${output.stderr}`);
    }
  };
  return { child, output, ended, announced };
}

test("npm run sandbox prints how to sign in, serves, and ends cleanly with Ctrl-C", async () => {
  const state = join(folder, "state.json");
  const first = start("--port", "0", "--state", state);
  try {
    await first.announced();
    const [, origin = ""] =
      /^Sandbox +(http:\/\/127\.0\.0\.1:\d+) /.exec(first.output.stdout) ?? [];
    const [, email = "", password = ""] =
      /Sign in with +(\S+) +(\S+)/.exec(first.output.stdout) ?? [];
    const answer = await fetch(`${origin}/sign-in`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ email, password }),
    });
    expect(answer.headers.get("location")).toBe("/dashboard");

    const second = start("--port", new URL(origin).port);
    expect(await second.ended).toBe(1);
    expect(second.output.stderr).toContain("is taken. Choose another with --port.");
  } finally {
    first.child.kill("SIGINT");
  }
  expect(await first.ended).toBe(0);
  expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ pageSessions: [{}] });
});

test("wrong arguments are told, with the right ones", async () => {
  const starts = [start("--port", "http"), start("--sideways")];
  for (const { ended, output } of starts) {
    expect(await ended).toBe(2);
    expect(output.stderr).toContain("npm run sandbox -- [options]");
  }
});
