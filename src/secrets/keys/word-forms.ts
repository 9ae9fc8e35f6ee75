const OPENING = `"'\`([{<«„“‘‚*_「『【《（：:=＝#№`;
const CLOSING = `"'\`)]}>»”“’*_.,;:!?」』】》）。、，；：！？`;
const MOST_TRIMMED = 4;

/** Runs of what a keyboard types, within writing that has no spaces or joins endings and beginnings to a word. */
const TYPED = /[!-~]{2,128}(?!\p{M})/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}、。，；：！？「」『』（）【】《》]/u;
/** An ending that is joined to a foreign word: `Kedi1907'dir`, `Tunnus9:n`. */
const JOINED = /^(.{2,128})['’:]\p{L}{1,6}\p{P}{0,4}$/u;
/** What stands after a sign that names it: `pw=…`, `Kennwort:…`. */
const NAMED = /^[^:=：＝]{1,64}[:=：＝](.{2,128})$/u;

/** The words of a text, apart at white space. */
export function* wordsOf(text: string): Generator<string> {
  for (const match of text.matchAll(/\S{1,256}/g)) yield match[0];
}

/**
 * What of a word may be a password: the word as it stands, without ever more of the signs at its ends, what follows a sign that names it, and what is
 * typed within writing without spaces. Each is a piece of the word, unchanged.
 */
export function* formsOf(word: string): Generator<string> {
  yield* trimmedForms(word);
  const named = NAMED.exec(word)?.[1];
  if (named !== undefined) yield* trimmedForms(named);
  const joined = JOINED.exec(word)?.[1];
  if (joined !== undefined) yield* trimmedForms(joined);
  if (!UNSPACED.test(word)) return;
  for (const match of word.matchAll(TYPED)) yield* trimmedForms(match[0]);
}

function* trimmedForms(word: string): Generator<string> {
  yield word;
  const starts = edges(word, 0, 1, OPENING);
  const ends = edges(word, word.length, -1, CLOSING);
  for (const start of starts) for (const end of ends) if (start < end) yield word.slice(start, end);
}

function edges(word: string, from: number, step: 1 | -1, trimmed: string): readonly number[] {
  const found = [from];
  for (let at = from; found.length <= MOST_TRIMMED; at += step) {
    const sign = word.charAt(step === 1 ? at : at - 1);
    if (sign === '' || !trimmed.includes(sign)) break;
    found.push(at + step);
  }
  return found;
}

const SIGN_INSIDE =
  /[\p{L}\p{Nd}][^\p{L}\p{Nd}\s]{1,16}[\p{L}\p{Nd}]|[#$%&@^~+!][\p{L}\p{Nd}]|[\p{L}\p{Nd}][#$%&@^~+!]/u;

/** Whether a word looks chosen: letters and digits, capitals inside, or signs. */
export function looksChosen(word: string): boolean {
  const hasDigit = /\p{Nd}/u.test(word);
  const hasLetter = /\p{L}/u.test(word);
  return (
    (hasDigit && hasLetter) || /\p{Ll}.{0,64}\p{Lu}/u.test(word) || SIGN_INSIDE.test(word) || /^\d{4,12}$/.test(word)
  );
}
