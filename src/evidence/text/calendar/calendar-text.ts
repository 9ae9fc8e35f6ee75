import { asBuffer, byteString } from '../../decode/byte-string.ts';
import { decodeCharsetText } from '../../decode/charset.ts';
import { decodeQuotedPrintable } from '../../decode/quoted-printable.ts';
import type { EmbeddedFile } from '../embedded-parts.ts';
import { htmlText } from '../html/html-text.ts';
import { type ContentLine, contentLines } from './content-line.ts';

/** What a calendar or card says. */
export interface CalendarText {
  readonly utf8: Buffer;
  /** What is attached in it; pictures and sounds of people are left out. */
  readonly files: readonly EmbeddedFile[];
}

const START = /^(?:\ufeff|\xef\xbb\xbf)?\s{0,100}BEGIN:V(?:CALENDAR|CARD)\s/i;

/** Whether bytes begin as a calendar or card does. */
export function looksLikeCalendar(bytes: Uint8Array): boolean {
  return START.test(byteString(bytes, 0, 256));
}

/**
 * A calendar (iCalendar, RFC 5545) or card (vCard, RFC 6350 and 2.1) as text: its lines unfolded, their values decoded, parameters as written.
 * @param text In UTF-8.
 */
export function calendarText(text: Uint8Array): CalendarText {
  const lines: string[] = [];
  const files: EmbeddedFile[] = [];
  for (const line of contentLines(asBuffer(text).toString('utf8'))) {
    const base64 = encodedBytes(line);
    if (base64 === null) lines.push(line.head === '' ? line.value : `${line.head}:${shownValue(line)}`);
    else if (!PORTRAITS.has(line.name)) files.push(attachedFile(line, base64, files.length));
  }
  return { utf8: Buffer.from(lines.join('\n').trimEnd()), files };
}

const PORTRAITS = new Set(['PHOTO', 'LOGO', 'SOUND']);
const DATA_ADDRESS = /^data:[^,]{0,200};base64,/i;

/** Base64 that stands for bytes (`ENCODING=BASE64`, `ENCODING=b`, a `data:` address); null where the value is text. */
function encodedBytes({ parameters, value }: ContentLine): string | null {
  const encoding = parameters.get('ENCODING')?.toUpperCase();
  if (encoding === 'BASE64' || encoding === 'B' || parameters.has('BASE64')) return value;
  const address = DATA_ADDRESS.exec(value);
  return address === null ? null : value.slice(address[0].length);
}

const NAME_PARAMETERS = [
  'FILENAME',
  'X-FILENAME',
  'X-APPLE-FILENAME',
  'X-ORACLE-FILENAME',
  'X-EVOLUTION-CALDAV-ATTACHMENT-NAME',
];

function attachedFile({ name, parameters }: ContentLine, base64: string, index: number): EmbeddedFile {
  const given = NAME_PARAMETERS.map((parameter) => parameters.get(parameter)).find((value) => value !== undefined);
  return {
    name: given ?? `${name.toLowerCase()}-${index + 1}`,
    mediaType: parameters.get('FMTTYPE')?.toLowerCase() ?? null,
    bytes: () => Buffer.from(base64, 'base64'),
    shortfall: null,
  };
}

const ESCAPE = /\\([nN,;:\\])/g;

function shownValue(line: ContentLine): string {
  const { parameters, value } = line;
  const encoding = parameters.get('ENCODING')?.toUpperCase();
  if (encoding === 'QUOTED-PRINTABLE' || parameters.has('QUOTED-PRINTABLE')) {
    const bytes = decodeQuotedPrintable(Buffer.from(value, 'utf8')).bytes;
    return decodeCharsetText(bytes, parameters.get('CHARSET') ?? null).replace(/\r\n?/g, '\n');
  }
  const text = value.replace(ESCAPE, (_escape, character: string) => (/n/i.test(character) ? '\n' : character));
  const isHtml = parameters.get('FMTTYPE')?.toLowerCase() === 'text/html';
  return isHtml ? Buffer.from(htmlText(Buffer.from(text)).utf8).toString('utf8') : text;
}
