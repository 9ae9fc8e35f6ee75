import { asBuffer, byteString } from '../decode/byte-string.ts';

const HEAD = 512;
/** A MIME entity's header, which begins with a field of its own or of mail. */
const BEGINS_WITH_FIELD = /^\s{0,8}[!-9;-~]{1,76}:[ \t]/;

/**
 * The whole MIME entity of clear-signed mail, which Outlook keeps as the message's one attachment ([MS-OXOSMIME] §2.1.3): some writers leave its
 * header out, and have the type, with its boundary, as the attachment's own.
 * @param mimeTag The attachment's type as its property has it.
 */
export function signedEntity(bytes: Uint8Array, mimeTag: string): Uint8Array {
  if (BEGINS_WITH_FIELD.test(byteString(bytes, 0, Math.min(bytes.length, HEAD)))) return bytes;
  const type = mimeTag.replace(/[\r\n]+/g, ' ');
  return Buffer.concat([Buffer.from(`Content-Type: ${type}\r\n\r\n`, 'latin1'), asBuffer(bytes)]);
}
