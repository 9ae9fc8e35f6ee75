import { isSeparator, type SeparatorStyle } from './separator.ts';

const HEADER_LIMIT = 64 * 1024;
const FIELD = /^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$/im;

/** Where a header's body begins: past its empty line; -1 where none is in sight. */
function bodyStart(message: Buffer): number {
  const lf = message.indexOf('\n\n');
  const crlf = message.indexOf('\r\n\r\n');
  if (lf < 0 && crlf < 0) return -1;
  return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}

/**
 * Where the message ends by its Content-Length field (mboxcl, mboxcl2), as an index into `message`, which begins with its header.
 * @returns -1 where it has no such field. The field is often wrong: honour it only where `landsOnSeparator` says so.
 */
export function endByContentLength(message: Buffer): number {
  const head = message.subarray(0, HEADER_LIMIT);
  const body = bodyStart(head);
  if (body < 0) return -1;
  const match = FIELD.exec(head.toString('latin1', 0, body));
  return match === null ? -1 : body + Number(match[1]);
}

/** Whether at `end`, or past an empty line there, a separator stands or the input ends. @returns its index; -1 where not. */
export function landsOnSeparator(bytes: Buffer, end: number, ended: boolean, style: SeparatorStyle): number {
  let at = end;
  for (let feeds = 0; feeds <= 2; feeds += 1) {
    if (at >= bytes.length) return ended && end <= bytes.length ? bytes.length : -1;
    if (bytes[at - 1] === 0x0a && isSeparator(bytes, at, style)) return at;
    if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) at += 2;
    else if (bytes[at] === 0x0a) at += 1;
    else return -1;
  }
  return -1;
}
