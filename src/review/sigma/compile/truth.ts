/** A condition in SQL, or what is known of it without asking. `because` says what can never be. */
export type Truth =
  | { readonly kind: 'always' }
  | { readonly kind: 'never'; readonly because: readonly string[] }
  | { readonly kind: 'sql'; readonly text: string };

export const ALWAYS: Truth = { kind: 'always' };

export function never(...because: readonly string[]): Truth {
  return { kind: 'never', because };
}

export function sql(text: string): Truth {
  return { kind: 'sql', text };
}

export function bothOf(of: readonly Truth[]): Truth {
  const impossible = of.flatMap((one) => (one.kind === 'never' ? [one] : []));
  if (impossible.length > 0) return never(...new Set(impossible.flatMap((one) => one.because)));
  return joined(of, 'AND') ?? ALWAYS;
}

export function eitherOf(of: readonly Truth[]): Truth {
  if (of.some((one) => one.kind === 'always')) return ALWAYS;
  return joined(of, 'OR') ?? never(...new Set(of.flatMap((one) => (one.kind === 'never' ? one.because : []))));
}

/** What is unknown of an event counts as not so, so that the opposite of it holds. */
export function notOf(one: Truth): Truth {
  if (one.kind === 'sql') return sql(`NOT COALESCE(${one.text}, FALSE)`);
  return one.kind === 'never' ? ALWAYS : never('it excludes every event');
}

export function truthSql(one: Truth): string {
  return one.kind === 'sql' ? one.text : one.kind === 'always' ? 'TRUE' : 'FALSE';
}

/** Long chains are joined in halves: engines bound how deep an expression may be. */
function joined(of: readonly Truth[], word: 'AND' | 'OR'): Truth | null {
  const texts = [...new Set(of.flatMap((one) => (one.kind === 'sql' ? [one.text] : [])))];
  if (texts.length === 0) return null;
  return sql(inHalves(texts, word));
}

function inHalves(texts: readonly string[], word: 'AND' | 'OR'): string {
  const [first = ''] = texts;
  if (texts.length === 1) return first;
  if (texts.length <= 8) return `(${texts.join(` ${word} `)})`;
  const middle = Math.ceil(texts.length / 2);
  return `(${inHalves(texts.slice(0, middle), word)} ${word} ${inHalves(texts.slice(middle), word)})`;
}
