import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type LoopbackRedirect,
  openLoopbackRedirect,
} from "../../main/adapters/dashboard/loopbackRedirect.ts";
import { expectFailure } from "./rig/testHome.ts";

const STATE = "the-state-of-this-sign-in";

async function open(ports: readonly number[] = [0]): Promise<LoopbackRedirect> {
  const redirect = await openLoopbackRedirect(ports);
  onTestFinished(() => redirect.close());
  return redirect;
}

function visit(redirect: LoopbackRedirect, query: string, init?: RequestInit): Promise<Response> {
  return fetch(`${redirect.redirectUri}${query}`, init);
}

describe("the way back from the browser", () => {
  test("is on 127.0.0.1, at another port each time", async () => {
    const [one, two] = [await open(), await open()];
    expect(one.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(two.redirectUri).not.toBe(one.redirectUri);
  });

  test.each([
    ["no state", "?code=1"],
    ["a wrong state", "?code=1&state=another"],
    ["a state that begins the same", `?code=1&state=${STATE}x`],
    ["the state twice", `?code=1&state=${STATE}&state=${STATE}`],
    ["neither code nor error", `?state=${STATE}`],
    ["nothing", ""],
  ])(
    "is not taken by a visitor with %s, and stays open for the right one",
    async (_what, query) => {
      const redirect = await open();
      const arriving = redirect.arrival(STATE);
      const stranger = await visit(redirect, query);
      expect(stranger.status).toBe(400);
      expect(await stranger.text()).toContain("no longer of use");
      const page = visit(redirect, `?code=right&state=${STATE}`);
      const { parameters, answer } = await arriving;
      expect(parameters.get("code")).toBe("right");
      answer("done");
      expect((await page).status).toBe(200);
    },
  );

  test("is good for one visit: who comes again, also meanwhile, is turned away", async () => {
    const redirect = await open();
    const arriving = redirect.arrival(STATE);
    const first = visit(redirect, `?code=first&state=${STATE}`);
    const { parameters, answer } = await arriving;
    const second = await visit(redirect, `?code=second&state=${STATE}`);
    expect(second.status).toBe(400);
    answer("done");
    expect(await (await first).text()).toContain("You are signed in");
    expect(parameters.get("code")).toBe("first");
    expect((await visit(redirect, `?code=third&state=${STATE}`)).status).toBe(400);
  });

  test("is not there before a sign-in waits, for other paths, methods and names", async () => {
    const redirect = await open();
    expect((await visit(redirect, `?code=1&state=${STATE}`)).status).toBe(400);
    let hasArrived = false;
    void redirect.arrival(STATE).then(() => {
      hasArrived = true;
    });
    const query = `?code=1&state=${STATE}`;
    expect((await visit(redirect, query, { method: "POST" })).status).toBe(405);
    expect((await visit(redirect, `/more${query}`)).status).toBe(404);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      const options = { headers: { host: "codex.example" } };
      request(`${redirect.redirectUri}${query}`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(rebound).toBe(404);
    expect(hasArrived).toBe(false);
  });

  test("is gone once closed", async () => {
    const redirect = await open();
    redirect.close();
    await expect(visit(redirect, "")).rejects.toThrow();
  });

  test("goes by the next port when one is taken, and says so when all are", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    expect((await open([port, 0])).redirectUri).not.toContain(`:${port}/`);
    const { detail } = await expectFailure(openLoopbackRedirect([port]), "SIGN_IN_UNAVAILABLE");
    expect(detail).toEqual({ reason: "EADDRINUSE" });
  });

  test.each([
    ["de,en;q=0.5", "You are signed in"],
    ["en-US,zh;q=0.9", "You are signed in"],
    ["zh-Hans-CN,zh;q=0.9,en;q=0.8", "已登录"],
    ["en;q=0.1, zh-TW;q=0.7", "已登录"],
    ["*", "You are signed in"],
    [";;q=,,", "You are signed in"],
  ])("ends with a page for %j that needs nothing else", async (language, words) => {
    const redirect = await open();
    const arriving = redirect.arrival(STATE);
    const page = visit(redirect, `?error=access_denied&state=${STATE}`, {
      headers: { "accept-language": language },
    });
    (await arriving).answer("done");
    const response = await page;
    expect(response.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+=*'; base-uri 'none'/,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    const html = await response.text();
    expect(html).toContain(words);
    expect(html).not.toMatch(/https?:|src=|href=|<script|access_denied/);
  });
});
