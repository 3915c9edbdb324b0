/** Finds the names that somebody who mistyped one may have meant. */

/** At most `most` of the names, nearest first; none that is nothing like it. */
export function nearestNames(wanted: string, names: readonly string[], most = 3): string[] {
  const near = names.flatMap((name) => {
    const [one, other] = [wanted.toLowerCase(), name.toLowerCase()];
    const isPart = one.length > 2 && (other.includes(one) || one.includes(other));
    const distance = isPart ? 1 : editDistance(one, other);
    return distance <= Math.max(2, wanted.length / 3) ? [{ name, distance }] : [];
  });
  return near
    .toSorted((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Letters put in, taken out or changed (Wagner and Fischer, 1974). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of one.split('').entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const change = row[at - 1]! + (letter === other[at - 1] ? 0 : 1);
      next.push(Math.min(change, row[at]! + 1, next[at - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
