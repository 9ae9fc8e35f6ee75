import { asBuffer } from '../decode/byte-string.ts';
import { firstThen } from '../decode/first-then.ts';
import type { ProblemCode } from '../problem.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { htmlCharset } from './html-charset.ts';
import type { HeldBytes } from './leaf-parts.ts';
import type { MapiProperty } from './property.ts';
import { isText, type PropertyReader } from './property-reader.ts';
import { TAG } from './property-tag.ts';
import { TYPE } from './property-type.ts';

/** One body of an object, its bytes not read yet. */
export interface Body extends HeldBytes {
  readonly mediaType: 'text/plain' | 'text/html' | 'text/rtf';
  readonly charset: string | null;
  /** What was wrong with it on the way here. */
  readonly problem: ProblemCode | null;
  /** What of it could not be read; null where all was, or where it is not known yet. */
  readonly shortfall: Shortfall | null;
}

const SOUND = { problem: null, shortfall: null } as const;
const HTML = { mediaType: 'text/html', ...SOUND } as const;

/** The plain body (PidTagBody); null where there is none. */
export function plainBody(values: PropertyReader): Body | null {
  const property = values.properties.get(TAG.body);
  if (property === undefined || !isText(property)) return null;
  return textBody('text/plain', property, values.charset);
}

/**
 * The HTML body (PidTagHtml, or PidTagBodyHtml where it is text); null where there is none.
 * @param limit Bytes it may have; of a longer one none are read.
 */
export function htmlBody(values: PropertyReader, limit: number): Body | null {
  const property = values.properties.get(TAG.html);
  if (property === undefined) return null;
  if (isText(property)) return textBody('text/html', property, values.charset);
  if (property.type !== TYPE.binary) return null;
  const read = () => singleValue(property);
  const bytes = property.size > limit ? null : read();
  if (bytes === null || isShortfall(bytes)) return { ...HTML, charset: null, size: property.size, bytes: read };
  const charset = htmlCharset(bytes, values.integer(TAG.internetCodepage));
  return { ...HTML, charset, size: bytes.length, bytes: firstThen(bytes, read) };
}

/** Unicode text is given in UTF-8, as mail would carry it. */
function textBody(mediaType: Body['mediaType'], property: MapiProperty, charset: string | null): Body {
  if (property.type === TYPE.string8) {
    return { mediaType, charset, ...SOUND, size: property.size, bytes: () => singleValue(property) };
  }
  return { mediaType, charset: 'utf-8', ...SOUND, size: property.size, bytes: () => utf8Of(singleValue(property)) };
}

/** The bytes of a property of one value. */
export function singleValue(property: MapiProperty): Uint8Array | Shortfall {
  const values = property.values();
  return isShortfall(values) ? values : (values[0] ?? EMPTY);
}

const EMPTY = Buffer.alloc(0);

function utf8Of(utf16: Uint8Array | Shortfall): Uint8Array | Shortfall {
  return isShortfall(utf16) ? utf16 : Buffer.from(asBuffer(utf16).toString('utf16le'));
}
