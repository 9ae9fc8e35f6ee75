/** Content-Transfer-Encoding (RFC 2045 §6). */
export type TransferEncoding = '7bit' | '8bit' | 'quoted-printable' | 'base64';

/** Base64 in lines of 76 characters (RFC 2045 §6.8), each ended by CRLF. */
export function base64Lines(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\r\n');
}

const hex = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** One line of quoted-printable (RFC 2045 §6.7) with soft breaks at 76 characters. */
function quotedPrintableLine(line: Uint8Array): string {
  let out = '';
  let column = 0;
  line.forEach((byte, at) => {
    const blank = byte === 0x20 || byte === 0x09;
    const literal = (byte >= 0x21 && byte <= 0x7e && byte !== 0x3d) || (blank && at < line.length - 1);
    const token = literal ? String.fromCharCode(byte) : hex(byte);
    if (column + token.length > 75) {
      out += '=\r\n';
      column = 0;
    }
    out += token;
    column += token.length;
  });
  return out;
}

/** Quoted-printable of text bytes whose lines end with CRLF. */
export function quotedPrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at === bytes.length || (bytes[at] === 0x0d && bytes[at + 1] === 0x0a)) {
      lines.push(quotedPrintableLine(bytes.subarray(start, at)));
      start = at + 2;
      at += 1;
    }
  }
  return lines.join('\r\n');
}

/** The bytes as they stand in the message under a transfer encoding. */
export function encodeTransfer(bytes: Buffer, encoding: TransferEncoding): Buffer {
  if (encoding === 'base64') return Buffer.from(base64Lines(bytes), 'latin1');
  if (encoding === 'quoted-printable') return Buffer.from(quotedPrintable(bytes), 'latin1');
  return bytes;
}
