import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { packApp } from "../../../build/packApp.mjs";

const root = resolve(import.meta.dirname, "../../..");
const textOf = (...path: string[]) => readFileSync(join(root, ...path), "utf8");

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly uses?: string; readonly steps?: readonly Step[] }>
  >;
}

const workflows = readdirSync(join(root, ".github/workflows")).map((name) => ({
  name,
  content: parse(textOf(".github/workflows", name)) as Workflow,
}));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the package", () => {
  const builder = parse(textOf("electron-builder.yml"));

  it("is an archive of what is built, without the maps of its sources", () => {
    expect(builder.asar).toBe(true);
    expect(builder.asarUnpack).toEqual(["**/*.node"]);
    expect(builder.files).toEqual([
      "out/**",
      "package.json",
      "!out/.built",
      "!**/*.map",
      // The one native module, with the binary of this platform.
      "!node_modules/**",
      "node_modules/keytar/package.json",
      "node_modules/keytar/LICENSE.md",
      "node_modules/keytar/lib/**",
      expect.stringMatching(/^node_modules\/keytar\/prebuilds\/\$/),
    ]);
    expect(builder.extraFiles).toBeUndefined();
    expect(builder.extraResources).toBeUndefined();
    const sourcemaps = textOf("electron.vite.config.ts").match(/sourcemap:[^,}\n]*/g) ?? [];
    expect(sourcemaps.length).toBeGreaterThan(0);
    expect(new Set(sourcemaps.map((text) => text.trim()))).toEqual(new Set(["sourcemap: false"]));
  });

  it("is hardened", () => {
    expect(builder.mac.hardenedRuntime).toBe(true);
    expect(builder.mac.entitlementsInherit).toBe(builder.mac.entitlements);
    expect(builder.afterPack).toBe("build/afterPack.mjs");
    // Set by afterPack, which knows every fuse.
    expect(builder.electronFuses).toBeUndefined();
  });

  it("is not made into installers from a build for tests", async () => {
    vi.stubEnv("PHOTONMARK_E2E", "1");
    await expect(packApp({ installers: true })).rejects.toThrow("PHOTONMARK_E2E=1");
  });
});

describe("what the product is made of", () => {
  const { dependencies = {}, devDependencies } = JSON.parse(textOf("package.json")) as {
    dependencies?: Record<string, string>;
    devDependencies: Record<string, string>;
  };

  it("has no package at run time but those on this list", () => {
    // All else is bundled. Whatever comes here is unpacked code that ships as its authors made it.
    const allowed: readonly string[] = ["keytar"];
    expect(Object.keys(dependencies)).toEqual(allowed);
  });

  it("is an Electron that still gets security fixes", () => {
    // 2026-11-22: Electron 45 is current, and its project mends the newest three, so 43 is the oldest. Raise the floor
    // with each new one.
    const oldestMaintained = 43;
    const version = devDependencies.electron ?? "";
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(oldestMaintained);
  });
});

describe("the workflows", () => {
  const jobs = workflows.flatMap(({ name, content }) =>
    Object.entries(content.jobs).map(([id, job]) => ({ id: `${name}: ${id}`, job })),
  );

  it("use no action but by the commit that was looked at", () => {
    const actions = jobs.flatMap(({ id, job }) =>
      [job.uses, ...(job.steps ?? []).map((step) => step.uses)]
        .filter((uses) => uses !== undefined)
        .map((uses) => ({ id, uses })),
    );
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter(({ uses }) => !/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40}$/.test(uses))).toEqual(
      [],
    );
  });

  it("may do nothing unless a job says so", () => {
    for (const { name, content } of workflows) expect(content.permissions, name).toEqual({});
  });

  it("look at the fuses of each package they make, before they hand it on", () => {
    const making = jobs.filter(({ job }) => job.steps?.some(({ run }) => run === "npm run dist"));
    expect(making.length).toBeGreaterThan(0);
    for (const { id, job } of making) {
      const steps = (job.steps ?? []).map(({ run, uses }) => run ?? uses?.split("@")[0]);
      const order = ["npm run dist", "node build/checkFuses.mjs", "actions/upload-artifact"];
      expect(
        steps.filter((step) => order.includes(step ?? "")),
        id,
      ).toEqual(order);
    }
  });
});
