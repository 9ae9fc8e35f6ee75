/** Gives `first` once, so that reading does not decode it twice, and then decodes anew: a message keeps no decoded bytes. */
export function firstThen<Decoded>(first: Uint8Array, decode: () => Decoded): () => Uint8Array | Decoded {
  let kept: Uint8Array | null = first;
  return () => {
    const bytes = kept ?? decode();
    kept = null;
    return bytes;
  };
}
