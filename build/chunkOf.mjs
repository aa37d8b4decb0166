/**
 * A group of `codeSplitting`: one chunk for everything that some modules import statically: what is loaded together is one file. Left
 * alone, the bundler makes a file of whatever a lazy part happens to share with them.
 * @param {string} name of the chunk
 * @param {readonly string[]} entries paths of the modules
 * @returns {import("vite").Rolldown.CodeSplittingGroup}
 */
export function chunkOf(name, entries) {
  /** @type {Set<string> | undefined} */
  let members;
  return {
    name(id, context) {
      members ??= withImports(entries, context);
      return members.has(id) ? name : null;
    },
    // The bundler warns of a group whose name it does not know before it is asked for.
    debugName: name,
  };
}

/**
 * @param {readonly string[]} entries
 * @param {import("vite").Rolldown.ChunkingContext} context
 */
function withImports(entries, context) {
  const members = new Set(entries);
  // A set gives what is added while it is walked as well.
  for (const id of members)
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) members.add(imported);
  return members;
}
