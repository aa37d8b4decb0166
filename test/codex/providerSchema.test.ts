import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseToml } from "../../app/config/parse.ts";
import { refusedField } from "../../app/provider/fieldTypes.ts";
import {
  builtInProviders,
  type FieldType,
  providerSchema,
  type Schema,
} from "../../app/provider/schema.ts";
import { type CodexHome, createCodexHome } from "../support/codexHome.ts";

/** The table of what Codex takes in a provider, asked of the real one key by key. */
let codex: CodexHome;

beforeAll(async () => {
  codex = await createCodexHome();
});
afterAll(() => codex?.remove());

/** What a table needs so that nothing but the key in question can be wrong with it, by its path. */
const companions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "": { name: '"P"', base_url: '"https://h.example/v1"' },
  auth: { command: '"pm-key"' },
  gateway_oauth: {
    authorization_url: '"https://h.example/a"',
    token_url: '"https://h.example/t"',
    client_id: '"c"',
  },
  "gateway_oauth.credential_export": { command: '"pm-key"' },
  "gateway_oauth.delivery": { kind: '"header"', name: '"X-Gateway"' },
  "aws.credential_export": { command: '"pm-key"' },
  "aws.auth_refresh": { command: '"aws"' },
};

/** Right values, where a type alone does not make one. */
const rightValues: Readonly<Record<string, string>> = {
  "gateway_oauth.authorization_url": '"https://h.example/b"',
  "gateway_oauth.token_url": '"https://h.example/b"',
  "gateway_oauth.device_authorization_url": '"https://h.example/b"',
  "gateway_oauth.delivery.name": '"X-Other"',
  "gateway_oauth.delivery.scheme": '"Bearer"',
  credential_file: '"/x"',
  "aws.auth_refresh.command": '"aws"',
};

interface Key {
  readonly path: readonly string[];
  readonly type: FieldType;
  readonly onlyFor?: readonly string[];
}

function keysOf(schema: Schema, above: Key["path"] = [], onlyFor?: Key["onlyFor"]): Key[] {
  return Object.entries(schema).flatMap(([name, spec]) => {
    const path = [...above, name];
    const owners = spec.onlyFor ?? onlyFor;
    const key = { path, type: spec.type, ...(owners && { onlyFor: owners }) };
    const inner = innerOf(spec.type);
    return inner ? [key, ...keysOf(inner, path, owners)] : [key];
  });
}

function innerOf(type: FieldType): Schema | undefined {
  return typeof type === "object" && "table" in type ? type.table : undefined;
}

const keys = keysOf(providerSchema);
const idFor = ({ onlyFor }: Pick<Key, "onlyFor">): string => onlyFor?.[0] ?? "pm";

/** A file with one provider that has this value at this path. */
function fileWith(key: Pick<Key, "path" | "onlyFor">, value: string): string {
  return `[model_providers]\n${lineWith(key, value, idFor(key))}`;
}

function lineWith(key: Pick<Key, "path" | "onlyFor">, value: string, id: string): string {
  const above = key.path.slice(0, -1);
  let text = `{ ${fieldsOf(above, key.path.at(-1) ?? "", value)} }`;
  for (let depth = above.length - 1; depth >= 0; depth -= 1)
    text = `{ ${fieldsOf(above.slice(0, depth), above[depth] ?? "", text)} }`;
  return `${id} = ${text}\n`;

  function fieldsOf(table: readonly string[], name: string, literal: string): string {
    const place = table.join(".");
    // Amazon's providers have a name and an address, a gateway has one source of credentials.
    const isComplete = (place === "" && key.onlyFor !== undefined) || name === "credential_export";
    const fields = { ...(isComplete ? {} : companions[place]), [name]: literal };
    return Object.entries(fields)
      .map(([one, its]) => `${one} = ${its}`)
      .join(", ");
  }
}

function rightOf(path: readonly string[], type: FieldType): readonly string[] {
  const place = path.join(".");
  const own = rightValues[place];
  if (own !== undefined) return [own];
  const inner = innerOf(type);
  if (inner) {
    const fields = Object.entries(companions[place] ?? {}).map((pair) => pair.join(" = "));
    return [`{ ${fields.join(", ")} }`];
  }
  switch (type) {
    case "text":
      return ['"x"', "1979-05-27", "07:32:00"];
    case "boolean":
      return ["true", "false"];
    case "count":
      return ["0", "0x10", "9223372036854775807"];
    case "positive":
      return ["1", "9223372036854775807"];
    case "port":
      return ["1", "65535"];
    case "list":
      return ["[]", '["a", 1979-05-27]'];
    case "texts":
      return ["{}", '{ a = "b", c = 1979-05-27 }'];
    default:
      return "oneOf" in type ? type.oneOf.map((one) => JSON.stringify(one)) : [];
  }
}

function wrongOf(type: FieldType): readonly string[] {
  switch (type) {
    case "text":
      return ["5"];
    case "boolean":
      return ["1"];
    case "count":
      return ["-1", "1.0"];
    case "positive":
      return ["0"];
    case "port":
      return ["0", "65536"];
    case "list":
      return ['"a"', "[1]"];
    case "texts":
      return ['"x"', "{ a = 1 }"];
    default:
      return "oneOf" in type ? ['"another"', "1979-05-27"] : ["5", '"x"'];
  }
}

/** What import says of the same file. */
function ours(text: string): boolean {
  const providers = parseToml(text, "bigint").model_providers as Record<string, object>;
  return Object.entries(providers).every(
    ([id, table]) =>
      // Codex itself names its own providers.
      refusedField(id, { ...(id !== "pm" && { name: "P" }), ...table }) === undefined,
  );
}

const right = keys.flatMap((key) =>
  rightOf(key.path, key.type).map((value) => ({ ...key, name: key.path.join("."), value })),
);
const wrong = keys.flatMap((key) =>
  wrongOf(key.type).map((value) => ({ ...key, name: key.path.join("."), value })),
);

test("Codex takes every right value of every key", async () => {
  // One provider a line, so that the line of a refusal tells which it was.
  const [, ...lines] = right
    .filter(({ onlyFor }) => !onlyFor)
    .reduce((text, key, at) => text + lineWith(key, key.value, `pm${at}`), "[model_providers]\n")
    .split(/(?<=\n)/);
  expect(lines.length).toBeGreaterThan(50);
  const verdict = await codex.load(`[model_providers]\n${lines.join("")}`, true);
  const refused = verdict.line === null ? "" : lines[verdict.line - 2];
  expect([verdict, refused]).toEqual([{ accepted: true, detail: "", line: null }, ""]);
});

test.each(right.filter(({ onlyFor }) => onlyFor))("Codex takes $name = $value", async (key) => {
  const verdict = await codex.load(fileWith(key, key.value), true);
  expect(verdict).toEqual({ accepted: true, detail: "", line: null });
});

test.each(right)("import takes $name = $value", (key) => {
  expect(ours(fileWith(key, key.value))).toBe(true);
});

test.each(wrong)("nobody takes $name = $value", async (key) => {
  const text = fileWith(key, key.value);
  expect((await codex.load(text)).accepted).toBe(false);
  expect(ours(text)).toBe(false);
});

const tables = keys.flatMap(({ path, type, onlyFor }) => {
  const inner = innerOf(type);
  return inner ? [{ name: path.join("."), path, inner, ...(onlyFor && { onlyFor }) }] : [];
});

describe("the table is complete", () => {
  test("for a provider", async () => {
    const { detail } = await codex.load("model_providers.pm = []\n");
    expect(detail).toContain(`ModelProviderInfo with ${Object.keys(providerSchema).length} `);
  });

  // Of what is wrong in the gateway's table Codex says nothing.
  const counted = tables.filter(({ path }) => path[0] !== "gateway_oauth");
  test.each(counted)("for $name", async ({ path, inner, ...rest }) => {
    const { detail } = await codex.load(fileWith({ path, ...rest }, "[]"));
    expect(detail).toContain(` with ${Object.keys(inner).length} elements`);
  });

  test("and an unknown key is ignored, and found by the strict check", async () => {
    const text = fileWith({ path: ["unknown"] }, "1");
    expect((await codex.load(text)).accepted).toBe(true);
    expect((await codex.load(text, true)).detail).toContain("unknown configuration field");
    expect(ours(text)).toBe(true);
  });

  test.each(tables)("and so is one in $name", async ({ path, ...rest }) => {
    // Here Codex looks at the keys that it knows alone.
    if (path[0] === "gateway_oauth" && path.at(-1) === "credential_export") return;
    const text = fileWith({ path: [...path, "unknown"], ...rest }, "1");
    const { accepted, detail } = await codex.load(text, true);
    expect(accepted).toBe(false);
    if (path[0] !== "gateway_oauth") expect(detail).toContain("unknown configuration field");
  });

  test.each(tables)("and says what $name cannot do without", async ({ path, inner, ...rest }) => {
    const hasRequired = Object.values(inner).some(({ isRequired }) => isRequired);
    const text = fileWith({ path, ...rest }, "{}");
    // A gateway asks for one of two sets of keys.
    if (path.join(".") === "gateway_oauth") return;
    expect((await codex.load(text)).accepted).toBe(!hasRequired);
    expect(ours(text)).toBe(!hasRequired);
  });
});

test.each(keys.filter(({ onlyFor }) => onlyFor).map(({ path }) => path[0] ?? ""))(
  "%s is refused for another provider",
  async (key) => {
    const text = fileWith({ path: [key] }, "{}");
    expect((await codex.load(text)).detail).toContain("only supported for");
    expect(ours(text)).toBe(false);
  },
);

test.each(Object.entries(builtInProviders))("%s takes the keys that are open", async (id, open) => {
  const refused = await codex.load(
    `[model_providers.${id}]\nname = "P"\nquery_params = { a = "b" }\n`,
  );
  expect(refused.accepted).toBe(false);
  for (const key of open) {
    const { type } = providerSchema[key] ?? { type: "text" };
    const value = key === "base_url" ? '"https://h.example/v1"' : rightOf([key], type)[0];
    const { accepted, detail } = await codex.load(`model_providers.${id}.${key} = ${value}\n`);
    expect([key, accepted, detail]).toEqual([key, true, ""]);
  }
});
