import { describe, expect, test } from "vitest";
import { proxyFor } from "../../../main/adapters/provider/proxyFor.ts";

const proxy = "http://proxy.test:3128";
const forHost = (host: string, env: NodeJS.ProcessEnv) =>
  proxyFor(new URL(`https://${host}/v1`), { HTTPS_PROXY: proxy, ...env });

describe("the proxy of the environment", () => {
  test.each([
    [{ HTTPS_PROXY: proxy }, proxy],
    [{ https_proxy: proxy }, proxy],
    [{ ALL_PROXY: "socks5://p.test:1" }, "socks5://p.test:1"],
    [{ HTTPS_PROXY: "proxy.test:3128" }, proxy],
    [{ HTTPS_PROXY: " " }, undefined],
    [{ HTTP_PROXY: proxy }, undefined],
    [{}, undefined],
  ])("of %j is %s", (env, expected) => {
    expect(proxyFor(new URL("https://x.test/v1"), env)).toBe(expected);
  });

  test.each([
    ["x.test", "x.test"],
    ["a.x.test", "x.test"],
    ["a.x.test", ".x.test"],
    ["a.x.test", "other.test, x.test"],
    ["x.test", "*"],
    ["X.TEST", "x.test"],
    ["127.0.0.1", "127.0.0.1"],
    ["10.1.2.3", "10.0.0.0/8"],
    ["[::1]", "::1"],
    ["[fd00::1]", "fd00::/8"],
  ])("is passed by for %s where NO_PROXY is %s", (host, list) => {
    expect(forHost(host, { NO_PROXY: list })).toBeUndefined();
  });

  test.each([
    ["notx.test", "x.test"],
    ["x.test.evil.test", "x.test"],
    ["11.1.2.3", "10.0.0.0/8"],
    ["10.1.2.3", "10.0.0.0/99"],
    ["10.1.2.3", "10.0.0.0/x"],
    ["x.test", ","],
    ["10.1.2.3", "1.2.3"],
  ])("is used for %s where NO_PROXY is %s", (host, list) => {
    expect(forHost(host, { NO_PROXY: list })).toBe(proxy);
  });
});
