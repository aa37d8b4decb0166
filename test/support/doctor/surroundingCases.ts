import { noSurroundings, type SurroundingFacts } from "../../../app/doctor/facts.ts";
import type { FindingId } from "../../../app/doctor/finding.ts";
import { readAuth } from "../../../app/surroundings/authFile.ts";
import { table, usePay } from "./doctorCase.ts";

/** What is found around a healthy config.toml, how its file is mended, and surroundings that are nearly the same. */
export interface SurroundingCase {
  readonly id: FindingId;
  readonly name: string;
  readonly config: string;
  readonly around: SurroundingFacts;
  readonly miss: SurroundingFacts;
  /** The text of the other file before and after the fix; `private`: only its permissions change. */
  readonly fixed?: { readonly before: string; readonly after: string } | "private";
  /** Whether Fix all leaves it alone. */
  readonly isUnsafe?: true;
}

const pay = `${usePay}${table("pay")}`;
const boost = `model_provider = "photonmark-codex-boost"\n${table("boost")}`;
const around = (change: Partial<SurroundingFacts>) => ({ ...noSurroundings, ...change });

const key = "sk-proj-sentinel0123";
const login = '"tokens":{"access_token":"sentinel","refresh_token":"sentinel"}';
const auth = (text: string) =>
  around({ authFile: { path: "/home/.codex/auth.json", content: readAuth(text) } });
const withKey = `{"OPENAI_API_KEY":"${key}",${login}}`;

const profile = (line: string) => `# mine\n${line}\nalias l=ls\n`;
const variable = (name: string) =>
  around({
    variables: [
      {
        name,
        kind: "sk-proj",
        origin: {
          kind: "file",
          path: "/home/.profile",
          language: "shell",
          owner: "user",
          line: 2,
          standsAlone: true,
        },
      },
    ],
  });

const overlay = (text: string) =>
  around({ overlays: [{ path: "/home/.codex/file", name: "file", text }] });
const managed = (text: string) =>
  around({
    managed: [{ path: "/etc/codex/managed_config.toml", name: "managed_config.toml", text }],
  });

/** One for each thing that is found around config.toml; `surroundingFindings.test.ts` has their many forms. */
export const surroundingCases: readonly SurroundingCase[] = [
  {
    id: "openai-key-in-auth-json",
    name: "beside a login",
    config: pay,
    around: auth(withKey),
    miss: auth(`{"OPENAI_API_KEY":null,${login}}`),
    fixed: { before: withKey, after: `{${login}}` },
  },
  {
    id: "openai-key-in-env",
    name: "in a start file",
    config: pay,
    around: variable("CODEX_API_KEY"),
    miss: variable("MY_CODEX_API_KEY"),
    fixed: {
      before: profile(`export CODEX_API_KEY=${key}`),
      after: profile(
        `# PhotonMark Codex: commented out, this key is sent in place of the right one\n# export CODEX_API_KEY=${key}`,
      ),
    },
    isUnsafe: true,
  },
  {
    id: "overlay-overrides",
    name: "another provider",
    config: pay,
    around: overlay('model_provider = "old" # once\nmodel = "x"\n'),
    miss: overlay(`${usePay}model = "x"\n`),
    fixed: {
      before: 'model_provider = "old" # once\nmodel = "x"\n',
      after: '# model_provider = "old" # once\nmodel = "x"\n',
    },
    isUnsafe: true,
  },
  {
    id: "managed-config-overrides",
    name: "another provider",
    config: pay,
    around: managed('model_provider = "corp"\n'),
    miss: managed(usePay),
  },
  {
    id: "loose-permissions",
    name: "others may read",
    config: pay,
    around: around({ looseFiles: [{ path: "/home/.codex/auth.json", mode: "0644" }] }),
    miss: noSurroundings,
    fixed: "private",
  },
  {
    id: "not-logged-in",
    name: "Boost",
    config: boost,
    around: noSurroundings,
    miss: auth(`{${login}}`),
  },
  {
    id: "other-switcher",
    name: "that is installed",
    config: pay,
    around: around({ switchers: [{ program: "ccSwitch", isRunning: false }] }),
    miss: noSurroundings,
  },
];
