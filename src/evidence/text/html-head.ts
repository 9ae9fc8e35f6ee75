import { byteString } from '../decode/byte-string.ts';

const HEAD = 4096;
const HTML_START =
  /^(?:\xef\xbb\xbf)?\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,1000}-->\s{0,100})?<(?:!doctype\s{1,10}html|html|head|body)[\s>]/i;

/** Whether undeclared text begins as HTML does. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  return HTML_START.test(htmlHead(bytes));
}

/** A document's beginning as Latin-1; of UTF-16, without its zero bytes. */
export function htmlHead(bytes: Uint8Array): string {
  const head = byteString(bytes, 0, HEAD);
  return head.replace(/^(?:\xff\xfe|\xfe\xff)/, '').replaceAll('\0', '');
}
