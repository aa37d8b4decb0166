/** As many wrong letters may a name have, as a share of its length, to be taken for a slip. */
const MAX_WRONG = 0.34;

/** The one of the known ids that a misspelt id most likely stands for; undefined when none is near. */
export function nearestId(id: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.floor(id.length * MAX_WRONG) + 1;
  for (const candidate of known) {
    // Whoever leaves out the beginning that all ids share, or the end, means this one.
    const isPart = id.length > 2 && candidate.includes(id);
    const distance = isPart ? 1 : editDistance(id, candidate);
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** How many letters have to be added, left out or replaced to make one text of the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
