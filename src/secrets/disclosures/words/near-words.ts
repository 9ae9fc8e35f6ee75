const BEFORE = 64;
const AFTER = 32;
const LETTER = /\p{L}/u;

/** What stands beside a value: its bytes' neighbourhood as text, in lower case. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** The text around some bytes, in lower case. */
export function surroundingsOf(utf8: Uint8Array, start: number, stop: number): Surroundings {
  return {
    before: lowerText(utf8, Math.max(0, start - BEFORE), start),
    after: lowerText(utf8, stop, stop + AFTER),
  };
}

/** Whether one of some words stands there, not as part of another word of an alphabet with spaces. */
export function holdsWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      if (isApart(text, at - 1, at) && isApart(text, at + word.length, at + word.length - 1)) return true;
    return false;
  });
}

/** Scripts without spaces have no capitals: a letter that has none parts words by itself. */
function isApart(text: string, outside: number, edge: number): boolean {
  const letter = text.charAt(edge);
  if (letter.toUpperCase() === letter) return true;
  return !LETTER.test(text.charAt(outside));
}

function lowerText(utf8: Uint8Array, start: number, stop: number): string {
  const part = utf8.subarray(start, stop);
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8').toLowerCase();
}
