/** A piece of a text to match: as it stands, any run of characters, or any one character. */
export type TextPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'any-run' }
  | { readonly kind: 'any-one' };

export type TextPattern = readonly TextPart[];

const ANY_RUN: TextPart = { kind: 'any-run' };
const ANY_ONE: TextPart = { kind: 'any-one' };

export function literalPattern(text: string): TextPattern {
  return text === '' ? [] : [{ kind: 'literal', text }];
}

/** Reads a value with the wildcards `*` and `?`; a backslash before one of them, or before a backslash, takes it as it stands. */
export function parsePattern(value: string): TextPattern {
  const parts: TextPart[] = [];
  let literal = '';
  const end = () => {
    if (literal !== '') parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  for (let at = 0; at < value.length; at++) {
    const [one, next] = [value[at] ?? '', value[at + 1] ?? ''];
    if (one === '\\' && next !== '' && '*?\\'.includes(next)) {
      literal += next;
      at++;
    } else if (one === '*' || one === '?') {
      end();
      parts.push(one === '*' ? ANY_RUN : ANY_ONE);
    } else literal += one;
  }
  end();
  return withoutRepeats(parts);
}

/** The pattern with any run of characters before it, after it, or both. */
export function loosen(pattern: TextPattern, position: 'contains' | 'startswith' | 'endswith'): TextPattern {
  const before = position === 'startswith' ? [] : [ANY_RUN];
  const after = position === 'endswith' ? [] : [ANY_RUN];
  return withoutRepeats([...before, ...pattern, ...after]);
}

/** The text of a pattern without wildcards; null where it has some. */
export function plainText(pattern: TextPattern): string | null {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && only?.kind === 'literal' ? only.text : null;
}

/** The pattern with each literal rewritten. */
export function mapLiterals(pattern: TextPattern, change: (text: string) => string): TextPattern {
  return pattern.map((part) => (part.kind === 'literal' ? { kind: 'literal', text: change(part.text) } : part));
}

function withoutRepeats(parts: readonly TextPart[]): TextPattern {
  return parts.filter((part, at) => part.kind !== 'any-run' || parts[at - 1]?.kind !== 'any-run');
}
