import { decodeWords } from './encoded-word.ts';
import { unfold } from './unfold.ts';

/** A field body as text (RFC 5322 §3.2.5, RFC 2047, RFC 6532): unfolded, trimmed, encoded words and 8-bit bytes decoded. */
export function parseUnstructured(body: string): string {
  return decodeWords(unfold(body));
}
