/** One token of SQL text. Strings, quoted names and comments are tokens of their own, so that no word inside them counts. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol';
  /** Words in upper case; quoted names and strings without their quotes. */
  readonly text: string;
}

const TOKEN =
  /(--[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|\s+)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([A-Za-z_][A-Za-z0-9_]*)|(\d+(?:\.\d+)?)|(->>|->|<>|<=|>=|!=|\|\||::|\/\/|[^\s])/g;

/** Splits SQL into tokens; comments and white space are dropped. Linear in the length of the text. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const [, space, string, quoted, word, number, symbol] of sql.matchAll(TOKEN)) {
    if (space !== undefined) continue;
    if (string !== undefined) tokens.push({ kind: 'string', text: string });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word.toUpperCase() });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol });
  }
  return tokens;
}
