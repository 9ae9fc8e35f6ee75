/** The names made different from one another: the second `a.png` becomes `a.png (2)`, so that each member has a path of its own. */
export function memberNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
