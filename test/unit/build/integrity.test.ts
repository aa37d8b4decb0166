import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requireIntegrity } from "../../../build/electron-runtime/integrity.mjs";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "photonmark-integrity-"));
  file = join(folder, "package.tgz");
  await writeFile(file, "the tested package");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const integrityOf = (content: string) =>
  `sha512-${createHash("sha512").update(content).digest("base64")}`;

it("accepts the pinned file", async () => {
  await expect(requireIntegrity(file, integrityOf("the tested package"))).resolves.toBeUndefined();
});

it("refuses a file that differs in one byte, and names both hashes", async () => {
  const pinned = integrityOf("the tested packagE");
  const refusal = requireIntegrity(file, pinned);
  await expect(refusal).rejects.toMatchObject({ name: "SetUpError" });
  await expect(refusal).rejects.toThrow(pinned);
  await expect(refusal).rejects.toThrow(integrityOf("the tested package"));
});
