import { berHead } from '../asn1/ber.ts';

/** UTF8String, PrintableString, T61String, IA5String: what names in certificates are written in; BMPString has two bytes a character. */
const NARROW: ReadonlySet<number> = new Set([0x0c, 0x13, 0x14, 0x16]);
const BMP = 0x1e;
/** More names than any chain of certificates has. */
const MOST_NAMES = 1000;

/**
 * The names in a signature's certificates: subjects, issuers, mail addresses, each once, one a line, in their order. What else a signature holds
 * is numbers. Linear in the bytes.
 */
export function certificateNames(bytes: Buffer): Buffer {
  const names = new Set<string>();
  let at = 0;
  while (at < bytes.length && names.size < MOST_NAMES) {
    const head = berHead(bytes, at);
    if (head === null) break;
    const end = head.end ?? bytes.length;
    if (NARROW.has(head.tag)) names.add(bytes.toString('utf8', head.start, end));
    if (head.tag === BMP)
      names.add(
        Buffer.from(bytes.subarray(head.start, end - ((end - head.start) % 2)))
          .swap16()
          .toString('utf16le'),
      );
    at = head.isConstructed || head.end === null ? head.start : head.end;
  }
  return Buffer.from([...names].filter((name) => /\p{L}/u.test(name)).join('\n'));
}
