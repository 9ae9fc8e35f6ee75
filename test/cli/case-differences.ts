type Dump = Readonly<Record<string, readonly string[]>>;

const SHOWN = 3;

/** What differs between two dumps of cases: for each table how many rows one lacks, with the first of them. Empty where they are equal. */
export function caseDifferences(wanted: Dump, got: Dump): readonly string[] {
  const tables = [...new Set([...Object.keys(wanted), ...Object.keys(got)])].sort();
  return tables.flatMap((table) => [
    ...lacking(`${table}: missing`, wanted[table] ?? [], got[table] ?? []),
    ...lacking(`${table}: too many`, got[table] ?? [], wanted[table] ?? []),
  ]);
}

function lacking(what: string, rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  const missing = rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
  return missing.length === 0 ? [] : [`${what} ${missing.length}`, ...missing.slice(0, SHOWN)];
}
