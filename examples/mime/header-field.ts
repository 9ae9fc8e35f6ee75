import { type Charset, encodeText } from './charset.ts';

/** Maximum length of an encoded word (RFC 2047 §2). */
const WORD_LIMIT = 75;

function isAscii(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text);
}

function encodedWord(text: string, charset: Charset, form: 'B' | 'Q'): string {
  const bytes = encodeText(text, charset);
  const body =
    form === 'B'
      ? bytes.toString('base64')
      : Array.from(bytes, (byte) =>
          /[A-Za-z0-9]/.test(String.fromCharCode(byte))
            ? String.fromCharCode(byte)
            : byte === 0x20
              ? '_'
              : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
        ).join('');
  return `=?${charset}?${form}?${body}?=`;
}

/** Unstructured text as encoded words (RFC 2047), no word longer than 75 characters, no character split; ASCII stays as it is. */
export function encodeWords(text: string, charset: Charset, form: 'B' | 'Q'): string {
  if (isAscii(text)) return text;
  const words: string[] = [];
  let current = '';
  for (const character of text) {
    if (encodedWord(current + character, charset, form).length > WORD_LIMIT) {
      words.push(encodedWord(current, charset, form));
      current = '';
    }
    current += character;
  }
  return [...words, encodedWord(current, charset, form)].join(' ');
}

/** `name: value` folded before white space at 78 columns where it can be (RFC 5322 §2.2.3). */
export function foldField(name: string, value: string): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value.split(' ')) {
    if (line.length + 1 + word.length > 78 && line.trim() !== `${name}:` && line.trim() !== '') {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\r\n');
}

/** A parameter as RFC 2231 §4 gives it where it is not ASCII; quoted otherwise. */
export function parameter(name: string, value: string): string {
  if (isAscii(value)) return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
  return `${name}*=UTF-8''${encodeURIComponent(value).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
