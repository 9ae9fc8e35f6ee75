import iconv from 'iconv-lite';

/** Characters by blocks of Unicode, numbered on from where the collections of Adobe end (Adobe-GB1-6 has 30,572). */
const BLOCKS: readonly (readonly [first: number, count: number])[] = [
  [0x4e00, 20_992],
  [0xac00, 11_172],
  [0x3000, 512],
  [0xff00, 240],
  [0x00a0, 960],
  [0x2010, 64],
];
const FIRST_NUMBER = 31_000;
/** In all four collections, ASCII stands from 1 on. */
const [FIRST_ASCII, LAST_ASCII] = [0x20, 0x7e];

/** Legacy charsets by what their maps are named after (ISO 32000-2, table 116); those of national standards are shifted into their 8-bit forms. */
const CHARSETS: readonly (readonly [RegExp, string, shift: number])[] = [
  [/^(?:GBK|GBKp|GB|GBpc)-EUC-|^GBK2K-/, 'gb18030', 0],
  [/-RKSJ-/, 'shift_jis', 0],
  [/^EUC-/, 'euc-jp', 0],
  [/-B5-|^B5pc-/, 'big5', 0],
  [/^KSC(?:ms|pc)?-(?:EUC|UHC)-/, 'cp949', 0],
  [/^GB-/, 'gb18030', 0x8080],
  [/^KSC-/, 'cp949', 0x8080],
  [/^(?:Add-|Ext-)?[HV]$/, 'euc-jp', 0x8080],
];

/**
 * A predefined character map (ISO 32000-2, 9.7.5.2) by its name, as text of its format (Adobe Technical Note 5014); null for one that is not made here.
 * PDF.js comes without these tables. Here they are made from the charsets they are named after: letters are numbered our own way, which is all the
 * same to who reads text, since the second map, from numbers to Unicode ("Adobe-GB1-UCS2"), is made here too.
 */
export function characterMap(name: string): string | null {
  const known = made.get(name);
  if (known !== undefined) return known;
  const map = makeMap(name);
  if (made.size >= MOST_KEPT) made.clear();
  made.set(name, map);
  return map;
}

/** Maps that were made; each may be a megabyte. */
const made = new Map<string, string | null>();
const MOST_KEPT = 6;

/** Whether a map leads from numbers to Unicode. */
export const isUnicodeMap = (name: string) => /^Adobe-\w+-UCS2$/.test(name);

function makeMap(name: string): string | null {
  if (isUnicodeMap(name)) return toUnicodeMap();
  if (/^Uni\w+-(?:UCS2|UTF16)-/.test(name)) return codeMap(['<0000> <ffff>'], unicodeRanges());
  const charset = CHARSETS.find(([pattern]) => pattern.test(name));
  return charset === undefined
    ? null
    : codeMap(spacesOf(charset[1], charset[2]), charsetRanges(charset[1], charset[2]));
}

/** Codes that follow each other as their numbers do. */
interface Range {
  readonly code: number;
  readonly bytes: number;
  readonly number: number;
  readonly count: number;
}

function numberOf(character: number): number | null {
  if (character >= FIRST_ASCII && character <= LAST_ASCII) return character - FIRST_ASCII + 1;
  let number = FIRST_NUMBER;
  for (const [first, count] of BLOCKS) {
    if (character >= first && character < first + count) return number + character - first;
    number += count;
  }
  return null;
}

function unicodeRanges(): readonly Range[] {
  const ascii = { code: FIRST_ASCII, bytes: 2, number: 1, count: LAST_ASCII - FIRST_ASCII + 1 };
  let number = FIRST_NUMBER;
  return [
    ascii,
    ...BLOCKS.map(([code, count]) => {
      number += count;
      return { code, bytes: 2, number: number - count, count };
    }),
  ];
}

function charsetRanges(charset: string, shift: number): readonly Range[] {
  const ranges: Range[] = [];
  const add = (code: number, bytes: number) => {
    const decoded = iconv.decode(
      Buffer.from(bytes === 1 ? [code] : [(code + shift) >> 8, (code + shift) & 0xff]),
      charset,
    );
    const number = [...decoded].length === 1 ? numberOf(decoded.codePointAt(0) ?? 0) : null;
    if (number !== null) ranges.push({ code, bytes, number, count: 1 });
  };
  if (shift === 0) for (let code = FIRST_ASCII; code < 0x100; code += 1) add(code, 1);
  const [first, last] = shift === 0 ? [0x81, 0xfe] : [0x21, 0x7e];
  for (let lead = first; lead <= last; lead += 1)
    for (let trail = shift === 0 ? 0x40 : first; trail <= last; trail += 1) add(lead * 0x100 + trail, 2);
  return ranges;
}

/** Which bytes begin a code of one byte, and which one of two. */
function spacesOf(charset: string, shift: number): readonly string[] {
  if (shift !== 0) return ['<2121> <7e7e>'];
  if (charset === 'shift_jis') return ['<00> <80>', '<a0> <df>', '<8140> <9ffe>', '<e040> <fcfe>'];
  return ['<00> <80>', '<8140> <fefe>'];
}

function codeMap(spaces: readonly string[], ranges: readonly Range[]): string {
  const lines = ranges.map(({ code, bytes, number, count }) => {
    return `<${hex(code, bytes)}> <${hex(code + count - 1, bytes)}> ${number}`;
  });
  return wrapped([...section('codespacerange', spaces), ...section('cidrange', lines)]);
}

function toUnicodeMap(): string {
  const lines = unicodeRanges().map(({ code, number, count }) => {
    return `<${hex(number, 2)}> <${hex(number + count - 1, 2)}> <${hex(code, 2)}>`;
  });
  return wrapped([...section('codespacerange', ['<0000> <ffff>']), ...section('bfrange', lines)]);
}

const hex = (value: number, bytes: number) => value.toString(16).padStart(bytes * 2, '0');

const section = (name: string, lines: readonly string[]) => [`${lines.length} begin${name}`, ...lines, `end${name}`];

const wrapped = (lines: readonly string[]) => ['begincmap', ...lines, 'endcmap', ''].join('\n');
