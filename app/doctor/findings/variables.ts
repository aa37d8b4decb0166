import { fieldSpec } from "../../provider/schema.ts";
import { keyVariables, nameInAnyCase } from "../../surroundings/keyKind.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts, VariableFact } from "../facts.ts";
import type { Report } from "../finding.ts";
import { KnownProvider } from "../knownProvider.ts";

type FileOrigin = Extract<VariableFact["origin"], { kind: "file" }>;

/** What is to be said about keys in the environment. */
export function variableFindings(
  { surroundings }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  const used = KnownProvider.allIn(document).filter(({ isUsed }) => isUsed);
  const wanted = namedIn(used);
  // For another service it is the right key, and not a stray one.
  const rightful = namedIn(used.filter(({ isOurs }) => !isOurs));
  const variables = surroundings.variables.filter(
    ({ name }) => keyVariables.includes(name) && !rightful.has(name),
  );
  const explained = new Set(
    variables.filter(({ origin }) => origin.kind !== "process").map(({ name }) => name),
  );
  return variables.flatMap((variable) => {
    // Where a place sets it, that place is the finding, and not that this program inherited it.
    const isKnown = variable.origin.kind === "process" && explained.has(variable.name);
    if (isKnown) return [];
    // Without it a provider in use would have no key at all.
    const { fix, ...told } = reportOf(variable);
    return [fix && !wanted.has(variable.name) ? { ...told, fix } : told];
  });
}

/** The variables that providers take a key from, in whatever case. */
function namedIn(providers: readonly KnownProvider[]): ReadonlySet<string> {
  const names = providers.flatMap((provider) =>
    provider.provider.fields
      .filter(({ path }) => fieldSpec(path.slice(0, 1))?.credential === "variable")
      .map(({ path }) => nameInAnyCase(provider.text(...path) ?? "")),
  );
  return new Set(names);
}

function reportOf({ name, kind, origin }: VariableFact): Report {
  const id = "openai-key-in-env";
  const details = { name, kind };
  switch (origin.kind) {
    case "process":
      return { id, key: `${id} ${name}`, details, variant: "process" };
    case "userEnvironment":
      return { id, key: `${id} ${name} ${origin.system}`, details, variant: origin.system };
    case "fishUniversal":
      return {
        id,
        key: `${id} ${name} ${origin.path}`,
        details,
        place: { file: origin.path },
        variant: "fish",
      };
    case "file":
      return fileReport(name, details, origin);
  }
}

function fileReport(
  name: string,
  details: Report["details"],
  { path, line, language, owner, standsAlone }: FileOrigin,
): Report {
  const id = "openai-key-in-env";
  const report = { id, key: `${id} ${name} ${path}:${line}`, place: { file: path, line } } as const;
  if (owner === "system")
    return { ...report, details: { ...details, file: path }, variant: "system" };
  if (!standsAlone)
    return { ...report, details: { ...details, file: path, line }, variant: "shared" };
  return {
    ...report,
    details: { ...details, file: path, line },
    variant: "file",
    fix: {
      kind: "commentVariable",
      path,
      isOutsideHome: owner === "user",
      language,
      name,
      lines: [line],
    },
  };
}
