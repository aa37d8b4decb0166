import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createApplication } from "../../app/application.ts";
import { createOtherFiles, createSurroundings } from "../../main/adapters/lazyPorts.ts";
import { createFakePorts } from "../support/fakePorts.ts";
import { steppingClock, testHome } from "./rig/testHome.ts";

const latin1 = Buffer.from("NAME=caf\xe9\n", "latin1");

/** The doctor in a real home, after its diagnosis. */
async function doctorIn(config: string | Buffer, others: Readonly<Record<string, Buffer>>) {
  const { files, home, configPath } = testHome(config);
  for (const [name, bytes] of Object.entries(others)) {
    writeFileSync(join(home, name), bytes);
    chmodSync(join(home, name), 0o644);
  }
  const userHome = join(home, "..");
  const application = createApplication({
    ...createFakePorts(""),
    homeFiles: files,
    surroundings: createSurroundings({
      env: { HOME: userHome },
      userHome,
      systemFolder: join(userHome, "etc"),
    }),
    otherFiles: createOtherFiles({ clock: steppingClock(), log: { error: () => {} } }),
  });
  await application.execute("reload", {});
  await application.execute("diagnose", {});
  await application.settled();
  const keys = application
    .getState()
    .health.findings.filter(({ id }) => id === "loose-permissions")
    .map(({ key }) => key);
  return { application, home, configPath, keys };
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe.runIf(process.platform !== "win32")("making a file private that is not UTF-8", () => {
  test("keeps its bytes, with a preview and without", async () => {
    const { application, home } = await doctorIn("", { ".env": latin1 });
    const path = join(home, ".env");
    const change = { kind: "fix", findings: "all" } as const;
    const preview = await application.execute("preview", { change });
    if (!preview.ok) throw new Error(preview.code);
    const [file] = preview.value.files;
    expect(file).toMatchObject({ path, makesPrivate: true, hunks: [] });
    expect(file?.expected.after).toBe(file?.expected.before);
    const { expected } = preview.value;
    expect(
      await application.execute("change", { change: { kind: "fix", findings: "all" }, expected }),
    ).toMatchObject({
      ok: true,
    });
    expect(readFileSync(path)).toEqual(latin1);
    expect(modeOf(path)).toBe(0o600);
    expect(await application.execute("change", { change: { kind: "undo" } })).toMatchObject({
      ok: true,
    });
    expect(modeOf(path)).toBe(0o644);
    await application.execute("change", { change: { kind: "fix", findings: "all" } });
    expect(readFileSync(path)).toEqual(latin1);
    expect(modeOf(path)).toBe(0o600);
  });

  test("happens to no file that is not as it was shown", async () => {
    const { application, home } = await doctorIn("", { ".env": latin1 });
    const path = join(home, ".env");
    const change = { kind: "fix", findings: "all" } as const;
    const preview = await application.execute("preview", { change });
    if (!preview.ok) throw new Error(preview.code);
    writeFileSync(path, "NAME=other\n");
    const { expected } = preview.value;
    expect(
      await application.execute("change", { change: { kind: "fix", findings: "all" }, expected }),
    ).toMatchObject({
      code: "CONFIG_CHANGED",
    });
    expect(modeOf(path)).toBe(0o644);
  });

  test("never empties config.toml", async () => {
    const bytes = Buffer.from('model = "caf\xe9"\n', "latin1");
    const { application, configPath, keys } = await doctorIn(bytes, { "config.toml": bytes });
    expect(keys).toHaveLength(1);
    await application.execute("change", { change: { kind: "fix", findings: keys } });
    expect(readFileSync(configPath)).toEqual(bytes);
  });
});
