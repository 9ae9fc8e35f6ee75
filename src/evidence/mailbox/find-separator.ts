import { isSeparator, SEPARATOR_CONTEXT, type SeparatorStyle } from './separator.ts';

const NEEDLE = Buffer.from('\nFrom ');

/** A separator's first byte, or how far was looked in vain: go on from there when more bytes have come. */
type SeparatorSearch =
  | { readonly found: true; readonly at: number }
  | { readonly found: false; readonly searched: number };

/**
 * Looks for the first separator whose line begins after `from`.
 * @param ended Whether the input has nothing after `bytes`; while it has, a candidate too near the end waits for more.
 */
export function findSeparator(bytes: Buffer, from: number, ended: boolean, style: SeparatorStyle): SeparatorSearch {
  let searched = from;
  for (;;) {
    const feed = bytes.indexOf(NEEDLE, searched);
    if (feed < 0) return { found: false, searched: Math.max(searched, bytes.length - NEEDLE.length) };
    if (!ended && bytes.length - feed < SEPARATOR_CONTEXT) return { found: false, searched: feed };
    if (isSeparator(bytes, feed + 1, style)) return { found: true, at: feed + 1 };
    searched = feed + 1;
  }
}
