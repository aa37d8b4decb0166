import { spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SurroundingFacts } from "../../app/doctor/facts.ts";
import { findSwitchers, isSwitcher } from "../../main/adapters/surroundings/findSwitchers.ts";
import { userVariables } from "../../main/adapters/surroundings/findVariables.ts";
import { createSystemSurroundings } from "../../main/adapters/surroundings/systemSurroundings.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const key = "sk-proj-sentinel0123";

/** Looks around in a user's home with the given files. */
async function look(
  files: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
  prepare: (userHome: string) => void = () => {},
): Promise<SurroundingFacts & { readonly userHome: string }> {
  const userHome = temporaryFolder();
  for (const [name, text] of Object.entries({ ".codex/config.toml": "", ...files })) {
    mkdirSync(dirname(join(userHome, name)), { recursive: true });
    writeFileSync(join(userHome, name), text, { mode: 0o600 });
  }
  prepare(userHome);
  const systemFolder = join(userHome, "etc");
  const given = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value?.replace("~", userHome)]),
  );
  const surroundings = createSystemSurroundings({ env: given, userHome, systemFolder });
  return { ...(await surroundings.look(join(userHome, ".codex"))), userHome };
}

const keys = ({ variables, userHome }: Awaited<ReturnType<typeof look>>) =>
  variables
    .filter(({ name }) => name === "OPENAI_API_KEY")
    .map(({ origin }) => ("path" in origin ? origin.path.slice(userHome.length + 1) : origin.kind));

describe("keys", () => {
  test("are found in every place that a shell, the desktop or Codex reads", async () => {
    const exported = `export OPENAI_API_KEY=${key}\n`;
    const found = await look(
      {
        ".codex/.env": `OPENAI_API_KEY=${key}\n`,
        ".profile": exported,
        ".bashrc": exported,
        ".zshrc": exported,
        ".config/fish/config.fish": `set -gx OPENAI_API_KEY ${key}\n`,
        ".config/fish/conf.d/keys.fish": `set -gx OPENAI_API_KEY ${key}\n`,
        ".config/fish/conf.d/keys.txt": `set -gx OPENAI_API_KEY ${key}\n`,
        ".config/fish/fish_variables": `# VERSION: 3.0\nSETUVAR --export OPENAI_API_KEY:sk\\x2dproj\\x2dsentinel\nSETUVAR X:1\n`,
        ".config/environment.d/10-keys.conf": `OPENAI_API_KEY=${key}\n`,
        ".config/powershell/Microsoft.PowerShell_profile.ps1": `$env:OPENAI_API_KEY = "${key}"\n`,
        "etc/environment": `OPENAI_API_KEY="${key}"\n`,
        "etc/profile.d/keys.sh": exported,
      },
      { OPENAI_API_KEY: key, PATH: "/bin", EMPTY: "" },
    );
    expect(keys(found).toSorted()).toEqual([
      ".bashrc",
      ".codex/.env",
      ".config/environment.d/10-keys.conf",
      ".config/fish/conf.d/keys.fish",
      ".config/fish/config.fish",
      ".config/fish/fish_variables",
      ".config/powershell/Microsoft.PowerShell_profile.ps1",
      ".profile",
      ".zshrc",
      "etc/environment",
      "etc/profile.d/keys.sh",
      "process",
    ]);
    expect(
      new Set(
        found.variables.filter(({ name }) => name === "OPENAI_API_KEY").map(({ kind }) => kind),
      ),
    ).toEqual(new Set(["sk-proj"]));
    expect(found.variables.map(({ name }) => name)).toContain("PATH");
    expect(found.variables.map(({ name }) => name)).not.toContain("EMPTY");
    expect(JSON.stringify(found)).not.toContain("sentinel");
  });

  test("are looked for where zsh and the desktop are told to look", async () => {
    const found = await look(
      {
        "z/.zshrc": `export OPENAI_API_KEY=${key}\n`,
        "xdg/fish/config.fish": `set -x OPENAI_API_KEY ${key}\n`,
      },
      { ZDOTDIR: "~/z", XDG_CONFIG_HOME: "~/xdg" },
    );
    expect(keys(found)).toEqual(["z/.zshrc", "xdg/fish/config.fish"]);
  });

  test("are found in files that start files load by name, two levels deep and in the home", async () => {
    const exported = `export OPENAI_API_KEY=${key}\n`;
    const found = await look({
      ".bashrc": '. ~/.keys\n[ -f "$HOME/.more" ] && source "$HOME/.more"\n. "$NOT_HOME/.no"\n',
      ".keys": `${exported}. ~/deep/one.sh\n`,
      "deep/one.sh": `${exported}source \${HOME}/deep/two.sh\n`,
      "deep/two.sh": `${exported}. ~/deep/three.sh\n`,
      "deep/three.sh": exported,
      ".more": exported,
      ".no": exported,
      ".zshrc": "# . ~/.commented\n. ~/.keys\n. ./relative\n. /etc/profile\n. ~/../outside\n",
      ".commented": exported,
      relative: exported,
      ".profile": "set -a\n. ~/.env.local\nset +a\n. ~/.env.other\n. ~/.codex/.env\n",
      ".env.local": `OPENAI_API_KEY=${key}\n`,
      ".env.other": `OPENAI_API_KEY=${key}\n`,
      ".codex/.env": `OPENAI_API_KEY=${key}\n`,
      ".config/fish/config.fish":
        'test -e ~/.keys.fish; and source ~/.keys.fish\nsource "$HOME/.more.fish"\n. $HOME/f.fish\nsource (x)/.no.fish\n',
      ".keys.fish": `set -gx OPENAI_API_KEY ${key}\n`,
      ".more.fish": `set -gx OPENAI_API_KEY ${key}\n`,
      "f.fish": `set -gx OPENAI_API_KEY ${key}\n`,
      ".no.fish": `set -gx OPENAI_API_KEY ${key}\n`,
    });
    expect(keys(found).toSorted()).toEqual(
      [
        ...[".keys", ".more", "deep/one.sh", ".env.local", ".codex/.env"],
        ...[".keys.fish", ".more.fish", "f.fish"],
      ].toSorted(),
    );
    const owners = found.variables.flatMap(({ origin }) =>
      origin.kind === "file" ? [origin.owner] : [],
    );
    expect(owners.filter((owner) => owner === "codexHome")).toHaveLength(1);
  });

  test("of a file that has several names are found once, by its first name", async () => {
    const exported = `export OPENAI_API_KEY=${key}\n`;
    const found = await look(
      {
        "dotfiles/bashrc": exported,
        "dotfiles/zsh/zshrc": exported,
        ".profile": '. ~/dotfiles/bashrc\n. "$HOME/.bashrc"\n. ~/zsh/zshrc\n. ~/.keys\n',
        ".keys": exported,
      },
      {},
      (userHome) => {
        symlinkSync("dotfiles/bashrc", join(userHome, ".bashrc"));
        symlinkSync(".bashrc", join(userHome, ".bash_profile"));
        symlinkSync("dotfiles/zsh", join(userHome, "zsh"));
        symlinkSync("zsh/zshrc", join(userHome, ".zshrc"));
      },
    );
    expect(keys(found)).toEqual([".bash_profile", ".zshrc", ".keys"]);
  });

  test("are found in start files of other encodings", async () => {
    const found = await look({}, {}, (userHome) => {
      writeFileSync(
        join(userHome, ".bashrc"),
        Buffer.from(`# caf\xe9\nexport OPENAI_API_KEY=${key}\n`, "latin1"),
      );
      mkdirSync(join(userHome, ".config/powershell"), { recursive: true });
      writeFileSync(
        join(userHome, ".config/powershell/profile.ps1"),
        Buffer.from(`\ufeff$env:OPENAI_API_KEY = "${key}"\r\n`, "utf16le"),
      );
    });
    expect(keys(found)).toEqual([".bashrc", ".config/powershell/profile.ps1"]);
  });

  test("of a start file that is closed, a folder, a link to nowhere or no text are none", async () => {
    const found = await look({}, {}, (userHome) => {
      mkdirSync(join(userHome, ".bashrc"));
      symlinkSync("nowhere", join(userHome, ".zshrc"));
      symlinkSync(".zprofile", join(userHome, ".zprofile"));
      writeFileSync(join(userHome, ".profile"), Buffer.from([0xff, 0xfe, 0x00]));
    });
    expect(keys(found)).toEqual([]);
  });

  test.each([
    [
      "win32",
      "\r\nHKEY_CURRENT_USER\\Environment\r\n    OPENAI_API_KEY    REG_SZ    sk-proj-sentinel\r\n",
      "windows",
    ],
    ["darwin", "sk-proj-sentinel\n", "macos"],
  ] as const)("of the user's environment are found on %s", async (platform, stdout, system) => {
    const found = await userVariables({
      platform,
      run: async (_path, args) => ({
        kind: "ended",
        exitCode: 0,
        stdout: platform === "win32" || args.includes("OPENAI_API_KEY") ? stdout : "\n",
        stderr: "",
      }),
    });
    expect(found).toEqual([
      { name: "OPENAI_API_KEY", kind: "sk-proj", origin: { kind: "userEnvironment", system } },
    ]);
  });

  test("of the user's environment are none where the system does not answer", async () => {
    for (const platform of ["win32", "darwin"] as const)
      expect(await userVariables({ platform, run: async () => ({ kind: "timedOut" }) })).toEqual(
        [],
      );
  });
});

describe("auth.json", () => {
  test("is read without its secrets", async () => {
    const { authFile } = await look({
      ".codex/auth.json": `{"OPENAI_API_KEY":"${key}","tokens":{"access_token":"sentinel"}}`,
    });
    expect(authFile?.content).toEqual({
      status: "read",
      key: { kind: "sk-proj", line: 1, column: 2 },
      hasChatGptLogin: true,
      statesMode: false,
      sends: "key",
    });
  });

  test("may be missing, broken or a folder", async () => {
    expect((await look({})).authFile).toBeUndefined();
    expect((await look({ ".codex/auth.json": "{" })).authFile?.content).toEqual({
      status: "broken",
    });
    const folder = await look({}, {}, (userHome) => mkdirSync(join(userHome, ".codex/auth.json")));
    expect(folder.authFile?.content).toEqual({ status: "broken" });
  });
});

test("overlays and administrators' files are found, the strongest last", async () => {
  const found = await look({
    ".codex/work.config.toml": "a = 1\n",
    ".codex/.config.toml": "no",
    ".codex/managed_config.toml": "not read on Linux",
    "etc/codex/config.toml": "weaker",
    "etc/codex/requirements.toml": "r",
    "etc/codex/managed_config.toml": "m",
  });
  expect(found.overlays).toEqual([
    { path: join(found.userHome, ".codex/work.config.toml"), name: "work", text: "a = 1\n" },
  ]);
  expect(found.managed.map(({ name, text }) => [name, text])).toEqual([
    ["managed_config.toml", "m"],
    ["requirements.toml", "r"],
  ]);
});

test("files that others may read are found, also behind a link", async () => {
  const found = await look({ ".codex/auth.json": "{}", ".codex/.env": "" }, {}, (userHome) => {
    chmodSync(join(userHome, ".codex/auth.json"), 0o640);
    const config = join(userHome, ".codex/config.toml");
    renameSync(config, join(userHome, "config.toml"));
    chmodSync(join(userHome, "config.toml"), 0o604);
    symlinkSync("../config.toml", config);
  });
  expect(found.looseFiles).toEqual([
    { path: join(found.userHome, ".codex/config.toml"), mode: "0604" },
    { path: join(found.userHome, ".codex/auth.json"), mode: "0640" },
  ]);
});

describe("other programs", () => {
  test("are found by what they leave", async () => {
    const { switchers } = await look({
      ".cc-switch/cc-switch.db": "",
      ".codex-session-delete/settings.json": "",
    });
    expect(switchers).toEqual([
      { program: "ccSwitch", isRunning: false },
      { program: "codexPlusPlus", isRunning: false },
    ]);
  });

  test("are found by their running, unless they have another home", async () => {
    const program = join(temporaryFolder(), "cc-switch");
    copyFileSync("/bin/sleep", program);
    chmodSync(program, 0o755);
    const userHome = temporaryFolder();
    const child = spawn(program, ["60"], { env: { HOME: userHome } });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    onTestFinished(async () => {
      child.kill("SIGKILL");
      await ended;
    });
    await new Promise((resolve) => child.once("spawn", resolve));
    const of = (home: string) => createSystemSurroundings({ env: {}, userHome: home });
    expect(await of(userHome).runningSwitchers()).toEqual(["ccSwitch"]);
    expect(await of(temporaryFolder()).runningSwitchers()).toEqual([]);
    expect((await look({})).switchers).toEqual([]);
  });

  test("are none in an empty home, whatever else runs", () => {
    const running = ["node", "codex", "cc-switch-cli", "switcher"];
    expect(running.filter(isSwitcher)).toEqual([]);
    expect(findSwitchers([temporaryFolder()], running)).toEqual([]);
  });
});

test("the newest Codex is the one that Codex noted", async () => {
  expect(
    (await look({ ".codex/version.json": '{"latest_version":"0.170.0"}' })).latestCodexVersion,
  ).toBe("0.170.0");
  expect(
    (await look({ ".codex/version.json": '{"latest_version":7}' })).latestCodexVersion,
  ).toBeUndefined();
});
