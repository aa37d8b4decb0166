import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  accountAnswer,
  balancesAnswer,
  blocksAnswer,
  usageAnswer,
} from "../../main/adapters/dashboard/dashboardAnswers.ts";
import { authorizeApp } from "../sandbox/client/authorizeApp.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { addFormats } from "../support/openapi/addFormats.ts";

interface Described {
  readonly content: { readonly "application/json": { readonly schema: object } };
  readonly headers?: Readonly<Record<string, object>>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Record<
    string,
    { get: { responses: Record<string, Described & { $ref?: string }> } }
  >;
  readonly components: { readonly responses: Record<string, Described> };
}

const description = parse(
  readFileSync(join(import.meta.dirname, "../sandbox/openapi.yaml"), "utf8"),
) as Description;
const paths = Object.keys(description.paths);

// Strict: a keyword or a reference that does not exist fails; a field that is not described fails too.
const ajv = addFormats(new Ajv2020({ allErrors: true, strict: true, strictRequired: true }));
ajv.addVocabulary(["openapi", "info", "servers", "security", "paths", "components"]);
ajv.addSchema(closed(description) as object, "openapi.yaml");

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one)]));
  return "properties" in inner ? { ...inner, additionalProperties: false } : inner;
}

function described(path: string, status: number): Described {
  const answer = description.paths[path]?.get.responses[status];
  const name = answer?.$ref?.replace("#/components/responses/", "");
  const found = name === undefined ? answer : description.components.responses[name];
  if (!found) throw new Error(`${path} ${status} is not described`);
  return found;
}

function validator(path: string, status: number): ValidateFunction {
  const { schema } = described(path, status).content["application/json"];
  const text = JSON.stringify(schema).replaceAll('"#/', '"openapi.yaml#/');
  return ajv.compile(JSON.parse(text) as object);
}

let sandbox: Sandbox;
let accessToken: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  accessToken = (await authorizeApp(sandbox)).access_token;
});
afterAll(() => sandbox.stop());

function get(path: string, token = accessToken): Promise<Response> {
  return fetch(`${sandbox.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
}

async function expectDescribed(path: string, response: Response, status: number) {
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toContain("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const validate = validator(path, status);
  const body: unknown = await response.json();
  expect(validate(body), `${JSON.stringify(body)} ${ajv.errorsText(validate.errors)}`).toBe(true);
  for (const name of Object.keys(described(path, status).headers ?? {}))
    expect(response.headers.get(name), name).not.toBeNull();
  return body;
}

describe("openapi.yaml and the running service agree", () => {
  test("on the version and on which paths there are", () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    expect(paths.map((path) => path.split("/").at(-1))).toEqual([
      "account",
      "balances",
      "blocks",
      "usage",
    ]);
  });

  test.each(paths)("on every answer of %s", async (path) => {
    await expectDescribed(path, await get(path), 200);
    await expectDescribed(path, await get(path, "no-such-token"), 401);
    const target = path.split("/").at(-1);
    for (const status of [429, 500]) {
      const fault = { target, kind: "status", status, retryAfterSeconds: 3, times: 1 };
      await sandbox.admin("POST", "/faults", fault);
      await expectDescribed(path, await get(path), status);
    }
  });

  const read = [accountAnswer, balancesAnswer, blocksAnswer, usageAnswer] as const;
  test.each(paths.map((path, index) => [path, read[index]] as const))(
    "and the app reads the answer of %s, as it does without what it does not know",
    async (path, schema) => {
      const body: unknown = await (await get(path)).json();
      const { data, error } = schema?.safeParse(body) ?? {};
      expect(error).toBeUndefined();
      expect(schema?.parse(data)).toEqual(data);
    },
  );

  test("and the check notices a wrong type, a missing field and one too many", async () => {
    const path = "/api/desktop/v1/account";
    const body = (await (await get(path)).json()) as Record<string, unknown>;
    const validate = validator(path, 200);
    expect(validate(body)).toBe(true);
    expect(validate({ ...body, name: 7 })).toBe(false);
    expect(validate({ ...body, name: undefined })).toBe(false);
    expect(validate({ ...body, more: true })).toBe(false);
    expect(validate({ ...body, createdAt: "yesterday" })).toBe(false);
  });
});

test("usage covers as many days as asked for, and refuses nonsense", async () => {
  const path = "/api/desktop/v1/usage";
  const usage = async (query: string) =>
    (await expectDescribed(path, await get(`${path}${query}`), 200)) as {
      from: string;
      to: string;
      usage: { days: { date: string }[] }[];
    };
  const week = await usage("?days=7");
  expect((Date.parse(week.to) - Date.parse(week.from)) / 86_400_000).toBe(6);
  const dates = week.usage.flatMap(({ days }) => days.map(({ date }) => date));
  expect(dates.length).toBeGreaterThan(0);
  expect(dates.every((date) => date >= week.from && date <= week.to)).toBe(true);
  expect(await usage("")).toEqual({ ...(await usage("?days=30")), asOf: expect.any(String) });
  for (const query of ["?days=0", "?days=91", "?days=many", "?days=1.5"])
    await expectDescribed(path, await get(`${path}${query}`), 400);
});

test("the service's clock runs where it was set, in the answers and in the header", async () => {
  const ahead = 3 * 86_400_000;
  await sandbox.admin("PATCH", "/settings", { clockOffsetMs: ahead });
  const response = await get("/api/desktop/v1/balances");
  const { asOf } = (await response.json()) as { asOf: string };
  for (const time of [asOf, response.headers.get("date") ?? ""])
    expect(Math.abs(Date.parse(time) - Date.now() - ahead)).toBeLessThan(60_000);
  await sandbox.admin("PATCH", "/settings", { clockOffsetMs: 0 });
});

test("with the desktop API off, pages and gateway are all there is", async () => {
  await sandbox.admin("PATCH", "/settings", { desktopApi: false });
  for (const path of [
    ...paths,
    "/.well-known/oauth-authorization-server",
    "/oauth/keys",
    "/device",
  ])
    expect((await get(path)).status, path).toBe(404);
  expect((await get("/sign-in")).status).toBe(200);
  expect((await get("/pay/v1/models")).status).toBe(401);
  await sandbox.admin("PATCH", "/settings", { desktopApi: true });
  expect((await get("/api/desktop/v1/account")).status).toBe(200);
});
