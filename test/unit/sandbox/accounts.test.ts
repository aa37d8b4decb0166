import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signIn, signUp, verifyEmail } from "../../sandbox/accounts/accountBook.ts";
import { html } from "../../sandbox/pages/html.ts";
import { seedState } from "../../sandbox/seedState.ts";
import { openStateFile } from "../../sandbox/stateFile.ts";

const now = new Date("2026-11-22T12:00:00Z");
const given = { name: "Ada", email: "Ada@Example.org", password: "long enough" };

test("an account is made once, verified by its code, then signed in to", () => {
  const state = seedState(now);
  const account = signUp(state, given, now);
  expect(signUp(state, { ...given, email: "ada@example.ORG" }, now)).toBeUndefined();
  expect(signIn(state, given)).toBe("unverified");
  expect(verifyEmail(state, "no such code")).toBeUndefined();
  expect(verifyEmail(state, account?.verificationCode ?? "")).toBe(account);
  expect(signIn(state, given)).toBe(account);
  expect(signIn(state, { ...given, password: "long enougH" })).toBe("wrong");
  expect(signIn(state, { ...given, email: "bob@example.org" })).toBe("wrong");
  expect(JSON.stringify(state)).not.toContain(given.password);
});

test("text in a page is escaped, HTML in it is not", () => {
  const name = `<script>"&'`;
  expect(html`<p title="${name}">${html`<b>${1}</b>`}</p>`.toString()).toBe(
    '<p title="&lt;script&gt;&quot;&amp;&#39;"><b>1</b></p>',
  );
});

describe("the state file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pm-sandbox-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("gives back what was saved, is for its owner alone and leaves nothing beside it", () => {
    const path = join(folder, "state.json");
    const state = seedState(now);
    expect(openStateFile(path).load()).toBeUndefined();
    openStateFile(path).save(state);
    expect(openStateFile(path).load()).toEqual(state);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  test("refuses a file that is not a state, and keeps it", () => {
    const path = join(folder, "state.json");
    writeFileSync(path, '{"version":1}');
    expect(() => openStateFile(path).load()).toThrow("accounts");
    expect(readFileSync(path, "utf8")).toBe('{"version":1}');
  });
});
