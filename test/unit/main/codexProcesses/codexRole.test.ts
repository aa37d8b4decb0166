import { describe, expect, test } from "vitest";
import { codexRole } from "../../../../main/adapters/codex/processes/codexRole.ts";

describe("the arguments of Codex", () => {
  test.each([
    [[], "terminal"],
    [["fix the exec command"], "terminal"],
    [["-m", "exec", "hello"], "terminal"],
    [["-c", "model=x", "-p", "app-server"], "terminal"],
    [["--no-daemon"], "terminal"],
    [["resume", "--last"], "terminal"],
    [["fork", "0196"], "terminal"],
    [["exec", "--skip-git-repo-check", "hi"], "task"],
    [["e", "hi"], "task"],
    [["-C", "/work", "exec", "resume", "--last"], "task"],
    [["review"], "task"],
    [["app-server"], "appServer"],
    [["-c", "x=1", "app-server", "--analytics-default-enabled"], "appServer"],
    [["app-server", "--listen", "unix://", "--managed-daemon"], "daemon"],
    [["mcp-server"], "appServer"],
  ])("%j are those of %s", (args, role) => {
    expect(codexRole(args)).toBe(role);
  });

  test.each([
    [["--version"]],
    [["exec", "--help"].toReversed()],
    [["login", "status"]],
    [["doctor", "--json"]],
    [["app-server", "--print-startup-config"]],
    [["app-server", "daemon", "pid-update-loop"]],
    [["app-server", "proxy"]],
    [["app-server", "generate-ts", "--out", "x"]],
    [["sandbox", "linux"]],
    [["features", "list"]],
  ])("%j hold no chat", (args) => {
    expect(codexRole(args)).toBeUndefined();
  });
});
