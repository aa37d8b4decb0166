import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { setGitHooks } from "../../../build/gitHooks.mjs";

const projectRoot = resolve(import.meta.dirname, "../../..");
const textOf = (...path: string[]) => readFileSync(join(projectRoot, ...path), "utf8");

describe("the hooks of git", () => {
  let root: string;
  // Neither this machine's settings of git nor the clone that the tests run in.
  const env = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, env, encoding: "utf8", stdio: "pipe" }).trim();
  const hooksPath = () => git("config", "--default", "", "--get", "core.hooksPath");

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pm-hooks-"));
    git("init", "-q");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("are those of the project in a clone whose owner has not decided", async () => {
    await setGitHooks({ root, env });
    expect(hooksPath()).toBe("build/hooks");
  });

  it("stay those that the owner has chosen", async () => {
    git("config", "core.hooksPath", "mine");
    await setGitHooks({ root, env });
    expect(hooksPath()).toBe("mine");
  });

  it("stay where there is one of the owner already", async () => {
    mkdirSync(join(root, ".git/hooks"), { recursive: true });
    writeFileSync(join(root, ".git/hooks/pre-commit"), "#!/bin/sh\n");
    await setGitHooks({ root, env });
    expect(hooksPath()).toBe("");
  });

  it("stay on a build machine", async () => {
    await setGitHooks({ root, env: { ...env, CI: "true" } });
    expect(hooksPath()).toBe("");
  });
});

describe("the debugger", () => {
  it("looks where npm run dev listens", () => {
    const { configurations } = JSON.parse(textOf(".vscode/launch.json"));
    const { tasks } = JSON.parse(textOf(".vscode/tasks.json"));
    const ports = configurations.flatMap(({ port }: { port?: number }) => port ?? []);
    expect(ports).toEqual([9229, 9222]);
    expect(tasks[0].command).toBe("npm run dev -- --inspect=9229 --remoteDebuggingPort=9222");
    expect(textOf("build/devElectron.mjs")).toContain('say("Starting the app")');
    expect(tasks[0].problemMatcher.background.endsPattern).toBe("^Starting the app");
  });
});

describe("the forms for issues", () => {
  const folder = ".github/ISSUE_TEMPLATE";
  const forms = readdirSync(join(projectRoot, folder)).filter((name) => name !== "config.yml");

  it.each(forms)("%s has a name, and asks for something that must be said", (name) => {
    const form = parse(textOf(folder, name));
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const asked = form.body.filter(({ type }: { type: string }) => type !== "markdown");
    const ids = asked.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(asked.length);
    expect(textOf(folder, name)).toContain("required: true");
  });
});

describe("the updates of dependencies", () => {
  it("are looked for in npm and in the workflows, and come in groups", () => {
    const { updates } = parse(textOf(".github/dependabot.yml"));
    const ecosystems = updates.map((update: Record<string, unknown>) => [
      update["package-ecosystem"],
      typeof update.groups,
    ]);
    expect(ecosystems).toEqual([
      ["npm", "object"],
      ["github-actions", "object"],
    ]);
  });
});
