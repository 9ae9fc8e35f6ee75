const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['”', '”'],
  ['‘', '’'],
  ['‚', '‘'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['「', '」'],
  ['『', '』'],
  ['【', '】'],
  ['《', '》'],
  ['＂', '＂'],
  ['**', '**'],
  ['__', '__'],
  ['*', '*'],
  ['[', ']'],
  ['<', '>'],
  ['(', ')'],
  ['（', '）'],
];

const QUOTED = PAIRS.map(([open, close]) => {
  const [first, last] = [RegExp.escape(open), RegExp.escape(close)];
  return new RegExp(`${first}([^\\r\\n${first}${last}]{1,128})${last}`, 'gu');
});

/** What stands in quotes, brackets or bold, of any language's kind, without them; in the order of the text for each kind. */
export function* quotedValues(text: string): Generator<string> {
  for (const pattern of QUOTED) {
    for (const match of text.matchAll(pattern)) {
      const inside = match[1] ?? '';
      yield inside;
      if (inside.trim() !== inside) yield inside.trim();
    }
  }
}
