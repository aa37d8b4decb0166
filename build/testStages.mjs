import { SetUpError } from "./script.mjs";

/** The stages of npm test in running order, and what each needs beyond the npm packages. */
export const stages = {
  unit: { codex: false, built: false, packed: false },
  fuzz: { codex: true, built: false, packed: false },
  adapters: { codex: true, built: true, packed: false },
  codex: { codex: true, built: true, packed: false },
  e2e: { codex: true, built: true, packed: true },
};
/** @typedef {keyof typeof stages} Stage */

/**
 * @param {readonly string[]} names none for all
 * @returns {Stage[]} in running order
 * @throws {SetUpError} for a name that is none of a stage
 */
export function chosenStages(names) {
  const all = /** @type {Stage[]} */ (Object.keys(stages));
  const unknown = names.filter((name) => !Object.hasOwn(stages, name));
  if (unknown.length > 0)
    throw new SetUpError(`Unknown stage: ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  return names.length === 0 ? all : all.filter((name) => names.includes(name));
}
