import { COMMON_GRAMS } from './common-grams.ts';

const GRAM = 4;
const LETTERS = 26;
const DIGIT = 27;
/** Signs that mail is full of. */
const PLAIN_SIGNS = ' \n.,:/-"=<>';
/** How much rarer any other sign is, in half bits. */
const RARE_SIGN = 10;

/**
 * How rarely a letter follows another in our own documentation, in half bits, base 36: after each of no letter, a to z and a digit,
 * each of the same.
 */
const FOLLOWS = [
  '38cacbbfd9gfbab9aia98efajjia',
  '7ld89kg9k9le895lbp776dehlbjk',
  '78hfg4mjm99j7im5gm7cj8hmm6fi',
  'a7qam6qq5am8alq5iq8c7cqqjfqh',
  '29flc5fen8gliiq9gqd8ienkneqi',
  '48i97defjflibb7ici66aoafadni',
  '3anhk89nn4njdnn5ni8e9cnkjfnf',
  '48kkn3ida8nnef8bfn88hbnnnndn',
  '55mpp3ppm7pppcl7plchdgpppepp',
  'ece989cblmof7b49aia65iarfrhr',
  'baied3iiididiii7eei3i9bdieie',
  '5aega3gll8llei9gfih6gflglilg',
  '58cm85dkm6mi8li6hpp9caiji9lm',
  '649ob4iok8oobbd98ll9ldlooojh',
  '4ai857f8nalecje7erg86egordom',
  '8ffbae7bmgkd995car5987c9dnlo',
  '85oie6fgb9oi7cg69o689aolkeoh',
  'agggggggggdg6ggggdcgg1gdgggb',
  '58ia94jfl8mdfcd7fhd89aegr9ro',
  '29kck6nhb9sehhladhj86bhdphsl',
  '48eei6gn47ssfhi9hsb7bepepcsk',
  'ebaaa8gfocol785cao676jlohogo',
  'a6mfm2mjm5mmmmedhmmjmgmmjmmd',
  '68nhk7kk45nkjk86nn99innknnnn',
  '47kak9fkkahkedke5hfk4kkekkdb',
  '1cghncnjnejngidc8nj78nnbnhjn',
  '5bheh5ehh4hhhch7hhh8eahhbhaa',
  '2ihhihglooohiholojhohjoofoe2',
].map((row) => Array.from(row, (digit) => Number.parseInt(digit, 36)));

const symbolOf = (byte: number): number => {
  const folded = byte | 0x20;
  if (folded >= 0x61 && folded < 0x61 + LETTERS && byte >= 0x41) return folded - 0x60;
  return byte >= 0x30 && byte <= 0x39 ? DIGIT : 0;
};

const SYMBOLS = Uint8Array.from({ length: 256 }, (_, byte) => symbolOf(byte));
const EXTRA = Uint8Array.from({ length: 256 }, (_, byte) =>
  symbolOf(byte) !== 0 || PLAIN_SIGNS.includes(String.fromCharCode(byte)) ? 0 : RARE_SIGN,
);
/** Runs that stand in most mail whatever its letters: links, markup, rules. */
const EVERYWHERE = ['http://www.', 'https://', '.com/', 'href=', 'font', '&nbsp;', 'class=', 'style=', '=3d"', '.net'];
const EVERYWHERE_COST = 8;

/** By cost in half bits: no four bytes cost more. */
const FREQUENCIES = Float32Array.from({ length: 256 }, (_, cost) => 2 ** (-cost / 2));
/** As many of all grams of a text as the commonest of the list are. */
const COMMONEST = 2 ** -8;

/** Slots for grams that are known to be common, by open addressing: a gram, and how often it is. As in assembly/first-offset.ts. */
const KNOWN_BITS = 13;
const SLOT_HASH = 0x85ebca6b;

function knownGrams(): Uint8Array {
  const grams = new Uint32Array(2 << KNOWN_BITS);
  const frequencies = new Float32Array(grams.buffer);
  const know = (gram: string, frequency: number): void => {
    const key = [...gram].reduceRight((above, sign) => (above << 8) | sign.charCodeAt(0) | 0x20, 0) >>> 0;
    let slot = Math.imul(key, SLOT_HASH) >>> (32 - KNOWN_BITS);
    while (grams[2 * slot] !== 0 && grams[2 * slot] !== key) slot = (slot + 1) & ((1 << KNOWN_BITS) - 1);
    grams[2 * slot] = key;
    frequencies[2 * slot + 1] = frequency;
  };
  for (let rank = 0; rank < COMMON_GRAMS.length / GRAM; rank += 1)
    know(COMMON_GRAMS.slice(rank * GRAM, (rank + 1) * GRAM).replaceAll('_', ' '), COMMONEST / (1 + rank / 40));
  for (const run of EVERYWHERE) {
    for (let from = 0; from + GRAM <= run.length; from += 1)
      know(run.slice(from, from + GRAM), FREQUENCIES[EVERYWHERE_COST] as number);
  }
  return new Uint8Array(grams.buffer);
}

/**
 * How often four bytes are likely to stand in mail, an estimate that only orders them, as assembly/first-offset.ts reads it: for each byte its
 * symbol and what it costs beside that, what each symbol behind each other costs, how often what costs so much is, and what is known.
 */
export const gramFrequencies = (): Uint8Array =>
  Buffer.concat([SYMBOLS, EXTRA, Uint8Array.from(FOLLOWS.flat()), new Uint8Array(FREQUENCIES.buffer), knownGrams()]);
