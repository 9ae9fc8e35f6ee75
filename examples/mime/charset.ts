/** Charsets that text of the organisation is written in. */
export type Charset = 'us-ascii' | 'utf-8' | 'iso-8859-1' | 'windows-1252' | 'iso-2022-jp' | 'koi8-r' | 'utf-16le';

/** Code point to byte of an eight-bit charset, found by decoding each byte (the WHATWG Encoding Standard's index). */
function eightBitIndex(label: string): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(label);
  return new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}

/** JIS X 0208 pairs of 7-bit bytes, found through EUC-JP, which is the same grid with the high bits set. */
function jisIndex(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('euc-jp');
  const index = new Map<string, readonly [number, number]>();
  for (let row = 0x21; row < 0x75; row += 1) {
    for (let cell = 0x21; cell < 0x7f; cell += 1) {
      const character = decoder.decode(Uint8Array.of(row | 0x80, cell | 0x80));
      if (character !== '\ufffd' && !index.has(character)) index.set(character, [row, cell]);
    }
  }
  return index;
}

const indexes = new Map<string, ReadonlyMap<string, number>>();
let jis: ReadonlyMap<string, readonly [number, number]> | null = null;

function encodeEightBit(text: string, label: string): Buffer {
  const index = indexes.get(label) ?? eightBitIndex(label);
  indexes.set(label, index);
  return Buffer.from(Array.from(text, (character) => index.get(character) ?? 0x3f));
}

const TO_JIS = [0x1b, 0x24, 0x42];
const TO_ASCII = [0x1b, 0x28, 0x42];

/** ISO-2022-JP (RFC 1468): every line begins and ends in ASCII. */
function encodeIso2022Jp(text: string): Buffer {
  jis ??= jisIndex();
  const bytes: number[] = [];
  let inJis = false;
  for (const character of text) {
    const pair = jis.get(character);
    const ascii = character.charCodeAt(0) < 0x80;
    if (inJis && (ascii || pair === undefined)) bytes.push(...TO_ASCII);
    if (!inJis && !ascii && pair !== undefined) bytes.push(...TO_JIS);
    inJis = !ascii && pair !== undefined;
    bytes.push(...(ascii ? [character.charCodeAt(0)] : (pair ?? [0x3f])));
  }
  if (inJis) bytes.push(...TO_ASCII);
  return Buffer.from(bytes);
}

/** Text in a charset; what the charset lacks becomes `?`. UTF-16 begins with its byte-order mark. */
export function encodeText(text: string, charset: Charset): Buffer {
  switch (charset) {
    case 'utf-8':
    case 'us-ascii':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    case 'iso-2022-jp':
      return encodeIso2022Jp(text);
    case 'iso-8859-1':
      return Buffer.from(text.replace(/[^\u0000-\u00ff]/gu, '?'), 'latin1');
    default:
      return encodeEightBit(text, charset);
  }
}

/** Whether the charset holds every character of the text. */
export function canEncode(text: string, charset: Charset): boolean {
  if (charset === 'utf-8' || charset === 'utf-16le') return true;
  if (charset !== 'iso-2022-jp') return !encodeText(text.replaceAll('?', ''), charset).includes(0x3f);
  jis ??= jisIndex();
  for (const character of text) {
    if (character.charCodeAt(0) >= 0x80 && !jis.has(character)) return false;
  }
  return true;
}
