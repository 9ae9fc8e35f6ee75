/** The keys of a JSON object whose text may be cut off, up to two levels down, and where it ends. */
export interface KeyScan {
  /** Keys of the object itself. */
  readonly keys: readonly string[];
  /** Keys whose value is a list. */
  readonly lists: readonly string[];
  /** Index after the closing brace; null where the text ends before it. */
  readonly end: number | null;
}

/**
 * Scans an object without parsing its values, so that the first bytes of a file are enough.
 * @param text JSON text; `from` is the index of its opening brace.
 */
export function scanKeys(text: string, from: number): KeyScan {
  const keys: string[] = [];
  const lists: string[] = [];
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      const end = stringEnd(text, at);
      if (end === null) break;
      const colon = depth === 1 ? /^\s{0,40}:\s{0,40}/.exec(text.slice(end, end + 90)) : null;
      if (colon !== null) {
        const key = text.slice(at + 1, end - 1);
        keys.push(key);
        if (text[end + colon[0].length] === '[') lists.push(key);
      }
      at = end;
      continue;
    }
    if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return { keys, lists, end: at + 1 };
    at++;
  }
  return { keys, lists, end: null };
}

/** Index after the closing quote of the string that opens at `from`. */
function stringEnd(text: string, from: number): number | null {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return null;
}
