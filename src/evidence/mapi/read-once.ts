import type { HeldBytes } from './leaf-parts.ts';

/** Gives `first` once, so that reading a body does not decode it twice, and then decodes anew: a message keeps no decoded bytes. */
export function firstThen(first: Uint8Array, decode: HeldBytes['bytes']): HeldBytes['bytes'] {
  let kept: Uint8Array | null = first;
  return () => {
    const bytes = kept ?? decode();
    kept = null;
    return bytes;
  };
}
