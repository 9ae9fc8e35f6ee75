/** Signs that programs put in place of what was typed, and what they stand for. */
const TYPED_SIGNS: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‚', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['–', '-'],
  ['—', '-'],
  ['‐', '-'],
  ['‑', '-'],
  ['…', '...'],
]);
const REPLACED = new RegExp(`[${[...TYPED_SIGNS.keys()].join('')}]`, 'gu');
const LONG_DASHES = /[–—]/g;
const UNSEEN = /\p{Cf}/gu;
const LONGEST = 128;

/** A number of six digits or more as people group it: of a telephone, a day, an invoice. */
const GROUPED = /^\+?\(?\d[\d\s()./-]{4,40}\d$/;
/** What is written apart and typed together: a telephone number, a day, a long number in groups, letters that are spelled out. */
export const APART: readonly RegExp[] = [/\+?\(?\d[\d ().\u00a0/-]{4,24}\d/g, /(?<!\S)\S(?: \S){3,40}(?!\S)/gu];
const SPACED_OUT = /^\S(?:\s\S){3,63}$/u;
const BEGUN_LARGE = /^\p{Lu}[\p{Ll}\p{Nd}]{2,63}$/u;

/**
 * What a person may have typed who meant what is written, beside that itself: without the signs that writing programs put in (curly quotes, dashes,
 * wide letters, spaces that do not break), a number without its grouping, letters that are spelled out, a first letter that was made a capital.
 */
export function typedForms(written: string): readonly string[] {
  if (written.length > LONGEST) return [];
  const forms = new Set<string>();
  const plain = asTyped(written);
  forms
    .add(written.normalize('NFC'))
    .add(plain)
    .add(asTyped(written.replace(LONG_DASHES, '--')));
  if (GROUPED.test(plain)) for (const digits of digitsOf(plain)) forms.add(digits);
  if (SPACED_OUT.test(plain)) forms.add(plain.replace(/\s/gu, ''));
  if (BEGUN_LARGE.test(plain)) forms.add(plain.charAt(0).toLowerCase() + plain.slice(1));
  forms.delete(written);
  return [...forms].filter((form) => foldedForm(form) !== '');
}

function asTyped(written: string): string {
  const replaced = written.replace(UNSEEN, '').replace(REPLACED, (sign) => TYPED_SIGNS.get(sign) ?? sign);
  return replaced.normalize('NFKC').replace(/\s/gu, ' ').trim();
}

/** Of `+44 (0)20 7946`: with and without what stands for the own country. */
function digitsOf(grouped: string): readonly string[] {
  const international = grouped.replace('(0)', '').replace(/[^\d+]/g, '');
  return [international, international.replace('+', ''), grouped.replace(/\D/g, '')];
}

/** A word as it may be compared with any of its typed forms: each of them comes to the same. */
export function foldedForm(written: string): string {
  return asTyped(written)
    .replace(/[\s()./-]/gu, '')
    .toLowerCase();
}
