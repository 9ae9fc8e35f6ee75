/** Words of a pack. One that ends in `*` stands for all that begin so, as inflection makes them. */
export interface WordSet {
  readonly has: (word: string) => boolean;
}

/** `plainly`: words are told apart without their marks (`hasło` and `haslo` are one). */
export function wordSet(terms: readonly string[], plainly: boolean): WordSet {
  const read = plainly ? withoutMarks : (word: string) => word;
  const whole = new Set(terms.filter((term) => !term.endsWith('*')).map(read));
  const stems = new Set(terms.filter((term) => term.endsWith('*')).map((term) => read(term.slice(0, -1))));
  if (stems.size === 0 && !plainly) return whole;
  const shortest = Math.min(...[...stems].map(({ length }) => length));
  return {
    has: (word) => {
      const told = read(word);
      if (whole.has(told)) return true;
      if (!LETTERS.test(told)) return false;
      for (let end = shortest; end <= told.length; end++) if (stems.has(told.slice(0, end))) return true;
      return false;
    },
  };
}

const LETTERS = /^[\p{L}\p{M}'-]+$/u;
const MARKED = /[\u00c0-\u024f\u0451\u0491\u0622-\u0629\u0649\u0671]/;
/** Letters that are no base letter and a mark, in what people write for them. */
const STRUCK: Readonly<Record<string, string>> = { ł: 'l', ı: 'i', ø: 'o', đ: 'd', ґ: 'г', ٱ: 'ا', ة: 'ه', ى: 'ي' };

/** A folded word in the letters that are left when marks are left out; as long as before. */
export const withoutMarks = (word: string): string =>
  MARKED.test(word) ? Array.from(word, withoutMark).join('') : word;

/** One letter without its mark; itself where it has none. */
export const withoutMark = (letter: string): string =>
  MARKED.test(letter) ? (STRUCK[letter] ?? letter.normalize('NFD')[0] ?? letter) : letter;
