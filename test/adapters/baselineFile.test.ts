import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { createFileHomeFiles } from "../../main/adapters/home/fileHomeFiles.ts";
import { driftIn, expectFailure, testHome } from "./rig/testHome.ts";

const token = "pmx-sentinel-0123456789abcdef";
const config = `model_provider = "photonmark-codex-pay"
[model_providers.photonmark-codex-pay]
base_url = "https://codex.example/pay/v1?key=sentinel-in-address"
experimental_bearer_token = "${token}"
http_headers = { X-Secret = "sentinel-in-header" }
[model_providers.photonmark-codex-boost]
base_url = "https://codex.example/boost/v1"
experimental_bearer_token = "${token}-boost"
`;
const boost = config.replace('r = "photonmark-codex-pay"', 'r = "photonmark-codex-boost"');
const theirs = config.replace('r = "photonmark-codex-pay"', 'r = "custom"');
const toTheirs = (was: string) => [
  { kind: "activeReplaced", was: `photonmark-codex-${was}`, is: "custom" },
];
const toPay = [
  { kind: "activeReplaced", was: "photonmark-codex-boost", is: "photonmark-codex-pay" },
];

const fileOf = (home: string) => join(home, "backups/photonmark-baseline.json");

/** A home whose file is its baseline. */
async function watchedHome() {
  const home = testHome(config);
  const { revision } = await home.files.read();
  expect(await home.files.keepBaseline(revision)).toBe(true);
  return { ...home, file: fileOf(home.home), write: (text: string) => write(home, text) };
}

function write({ files }: Pick<ReturnType<typeof testHome>, "files">, text: string) {
  return files.update("activate", () => ({ text }));
}

/** Another program puts a file in place of the one that is there. */
function swap(configPath: string, text: string): void {
  writeFileSync(`${configPath}.theirs`, text);
  renameSync(`${configPath}.theirs`, configPath);
}

test("the baseline is for its owner alone and holds no value of the file", async () => {
  const { files, file, write, home } = await watchedHome();
  expect(await files.listBackups()).toEqual([]);
  for (const next of [boost, `# mine\n${config}`]) {
    await write(next);
    expect(await driftIn(files)).toEqual([]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).not.toMatch(/sentinel|example|mine/);
  }
  const names = readdirSync(join(home, "backups"));
  expect(names.toSorted()).toEqual(["photonmark", "photonmark-baseline.json"]);
});

test("copies that older versions kept are removed", async () => {
  const { files, home, backups } = testHome(config);
  mkdirSync(backups, { recursive: true });
  const old = [1, 2].map((turn) => join(backups, `../photonmark-settled-${turn}.toml`));
  for (const path of old) writeFileSync(path, `# settled 0123456789abcdef\n${config}`);
  expect((await files.readBaseline()).baseline).toBeUndefined();
  await files.keepBaseline((await files.read()).revision);
  expect(old.map(existsSync)).toEqual([false, false]);
  for (const path of old) writeFileSync(path, config);
  await write({ files }, boost);
  expect(old.map(existsSync)).toEqual([false, false]);
  expect(existsSync(fileOf(home))).toBe(true);
});

test("what another program does to the file is a difference, its old bytes included", async () => {
  const { files, configPath, write } = await watchedHome();
  swap(configPath, theirs);
  expect(await driftIn(files)).toEqual(toTheirs("pay"));
  swap(configPath, config);
  expect(await driftIn(files)).toEqual([]);
  await write(boost);
  // What our write replaced counts only for as long as it is there.
  swap(configPath, config);
  expect(await driftIn(files)).toEqual(toPay);
  writeFileSync(configPath, config);
  expect(await driftIn(files)).toEqual(toPay);
});

test("a write that fails or changes nothing leaves the baseline as it was", async () => {
  const { files, write, file } = await watchedHome();
  const before = readFileSync(file, "utf8");
  await write(config);
  const failing = files.update("activate", () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("a write that was announced and did not come about is taken back", async () => {
  const { files, configPath, file, home } = await watchedHome();
  const before = readFileSync(file, "utf8");
  let looks = 0;
  const clock = {
    now() {
      looks += 1;
      // Right before the write, as often as it is tried.
      swap(configPath, `${config}# ${looks}\n`);
      return new Date(looks * 1000);
    },
  };
  const racing = createFileHomeFiles({ home, clock });
  await expectFailure(write({ files: racing }, boost), "CONFIG_CHANGED");
  expect(looks).toBeGreaterThan(5);
  expect(readFileSync(file, "utf8")).toBe(before);
  expect(await driftIn(files)).toEqual([]);
});

test("of a write that was cut short the file is either no change by another program", async () => {
  const { files, configPath, file, write } = await watchedHome();
  await write(boost);
  const announced = readFileSync(file, "utf8");
  expect(await driftIn(files)).toEqual([]);
  // The other case is a file that is still the one the announcement names.
  const { ino, ctimeMs } = statSync(configPath);
  const content = JSON.parse(announced);
  content.replaced.file = `${ino}:${ctimeMs}`;
  content.replaced.items = content.items;
  content.items = { providers: {}, keys: [] };
  delete content.check;
  const check = files.revisionOf(JSON.stringify(content));
  writeFileSync(file, JSON.stringify({ check, ...content }));
  expect((await files.readBaseline()).baseline?.items.active).toBe("photonmark-codex-boost");
  chmodSync(configPath, 0o640);
  expect((await files.readBaseline()).baseline?.items.active).toBeUndefined();
});

test.each([
  ["empty", ""],
  ["cut off", '{"salt":"x","items":{"act'],
  ["of another kind", "[]"],
  ["without a salt", '{"salt":"","items":{"providers":{},"keys":[]}}'],
  ["without items", '{"salt":"x"}'],
  ["with items of the wrong shape", '{"salt":"x","items":{"providers":{"a":"b"},"keys":[]}}'],
  ["not text", Buffer.from([0xff, 0xfe, 0])],
])("a damaged baseline is none, and the next write makes it anew: %s", async (_what, content) => {
  const { files, file, write } = await watchedHome();
  writeFileSync(file, content);
  expect((await files.readBaseline()).baseline).toBeUndefined();
  await write(boost);
  expect(await driftIn(files)).toEqual([]);
  expect((await files.readBaseline()).baseline).toBeDefined();
});

test("what a power cut has left half of is none", async () => {
  const { files, file } = await watchedHome();
  const content = readFileSync(file, "utf8");
  writeFileSync(file, content.replace("codex-pay", "codex-pax"));
  expect((await files.readBaseline()).baseline).toBeUndefined();
  writeFileSync(file, `${content}   `);
  expect((await files.readBaseline()).baseline).toBeDefined();
});

test("a shorter baseline takes the place of a longer one", async () => {
  const { files, file, write } = await watchedHome();
  const { size } = statSync(file);
  const text = 'model_provider = "openai"\n';
  await write(text);
  expect((await files.readBaseline()).baseline?.items).toEqual({
    active: "openai",
    providers: {},
    keys: [],
  });
  swap(join(dirname(file), "../config.toml"), text);
  await write(`# mine\n${text}`);
  expect(statSync(file).size).toBeGreaterThanOrEqual(size);
  expect(await driftIn(files)).toEqual([]);
});

test("a huge one, a folder or a pipe in its place is none, and stops no write", async () => {
  const { files, file, write } = await watchedHome();
  truncateSync(file, 64 * 1024 * 1024);
  expect((await files.readBaseline()).baseline).toBeUndefined();
  await write(boost);
  expect((await files.readBaseline()).baseline).toBeDefined();
  expect(statSync(file).size).toBeLessThan(10_000);
  if (process.platform !== "win32") {
    rmSync(file);
    execFileSync("sh", ["-c", `mkfifo "${file}"`]);
    expect((await files.readBaseline()).baseline).toBeUndefined();
    await write(config);
    expect((await files.readBaseline()).baseline).toBeDefined();
  }
  rmSync(file);
  mkdirSync(file);
  expect((await files.readBaseline()).baseline).toBeUndefined();
  await write(boost);
  expect((await files.read()).text).toBe(boost);
  expect((await files.readBaseline()).baseline).toBeUndefined();
});

test("a link in its place is replaced, and what it leads to left alone", async () => {
  const { files, file, write, home } = await watchedHome();
  const elsewhere = join(home, "elsewhere.json");
  writeFileSync(elsewhere, "{}");
  rmSync(file);
  symlinkSync(elsewhere, file);
  await write(boost);
  expect(readFileSync(elsewhere, "utf8")).toBe("{}");
  expect(await driftIn(files)).toEqual([]);
  expect((await files.readBaseline()).baseline).toBeDefined();
});

test("a file becomes the baseline, or a backup, only if it is still the one that was seen", async () => {
  const { files, configPath, backups } = await watchedHome();
  const { revision } = await files.read();
  swap(configPath, theirs);
  expect(await files.keepBaseline(revision)).toBe(false);
  await files.backUp(revision);
  expect(existsSync(backups)).toBe(false);
  const { revision: next } = await files.read();
  expect(await files.keepBaseline(next)).toBe(true);
  expect(await driftIn(files)).toEqual([]);
  await files.backUp(next);
  const [backup] = await files.listBackups();
  expect(backup?.reason).toBe("baseline");
  expect(await files.readBackup(backup?.id ?? "")).toEqual({ text: theirs, revision: next });
});

test("each home has its own, with hashes of its own", async () => {
  const [one, two] = [await watchedHome(), await watchedHome()];
  const hashes = ({ file }: typeof one): readonly string[] =>
    readFileSync(file, "utf8").match(/[0-9a-f]{64}/g) ?? [];
  expect(hashes(one).length).toBeGreaterThan(4);
  expect(hashes(one).filter((hash) => hashes(two).includes(hash))).toEqual([]);
  swap(one.configPath, theirs);
  expect(await driftIn(one.files)).toEqual(toTheirs("pay"));
  expect(await driftIn(two.files)).toEqual([]);
});

test.skipIf(process.geteuid?.() !== 0)(
  "what root writes is the user's, and what root left to itself is made anew (only root can try)",
  async () => {
    const { home, file, write, files, configPath, backups } = await watchedHome();
    const user = 12_345;
    mkdirSync(backups, { recursive: true });
    for (const path of [home, configPath, dirname(backups), backups]) chownSync(path, user, user);
    await write(boost);
    expect(statSync(file).uid).toBe(user);
    chownSync(file, 0, 0);
    chmodSync(dirname(home), 0o755);
    process.seteuid?.(user);
    try {
      await write(config);
      expect(await driftIn(files)).toEqual([]);
      expect(statSync(file).uid).toBe(user);
    } finally {
      process.seteuid?.(0);
    }
  },
);
