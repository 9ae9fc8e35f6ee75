const CONSTRAINT = /^(?:constraint|primary|unique|check|foreign)\b/i;
const NAME = /^(?:"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|'((?:[^']|'')*)'|([^\s(),]+))/;
const MOST_SQL = 1_000_000;

/** What a CREATE TABLE statement says of its table's columns. */
export interface Columns {
  readonly names: readonly string[];
  /** Which column is the row id's own name, stored as null (INTEGER PRIMARY KEY); -1 for none. */
  readonly rowId: number;
}

/** The columns of a table, as far as its statement can be understood; none of a virtual table. */
export function columnsOf(sql: string): Columns {
  const definitions = definitionsIn(sql.slice(0, MOST_SQL)).filter((text) => !CONSTRAINT.test(text));
  const names = definitions.map(nameOf);
  const rowId = definitions.findIndex((text) => /^\S+\s+integer\s+primary\s+key\b/i.test(text.slice(0, 1000)));
  return { names, rowId };
}

function nameOf(definition: string): string {
  const match = NAME.exec(definition);
  const [, double, back, bracket, single, bare] = match ?? [];
  if (double !== undefined) return double.replaceAll('""', '"');
  if (back !== undefined) return back.replaceAll('``', '`');
  if (single !== undefined) return single.replaceAll("''", "'");
  return bracket ?? bare ?? '';
}

/** The comma-separated texts between a statement's outer parentheses. */
function definitionsIn(sql: string): readonly string[] {
  const found: string[] = [];
  let [depth, start] = [0, -1];
  for (let at = 0; at < sql.length; at += 1) {
    const character = sql[at] ?? '';
    const close = CLOSING[character];
    if (close !== undefined) {
      const end = sql.indexOf(close, at + 1);
      if (end < 0) break;
      at = end;
    } else if (character === '(') {
      depth += 1;
      if (depth === 1) start = at + 1;
    } else if (start >= 0 && ((character === ')' && depth === 1) || (character === ',' && depth === 1))) {
      found.push(sql.slice(start, at).trim());
      start = at + 1;
      if (character === ')') return found;
    } else if (character === ')') depth -= 1;
  }
  return found;
}

/** What ends a quoted name, by what begins it. */
const CLOSING: { readonly [Opening in string]?: string } = { '"': '"', '`': '`', "'": "'", '[': ']' };
