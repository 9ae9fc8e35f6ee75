import fc from 'fast-check';

/**
 * A seed with some bytes changed, a stretch taken out, and an end cut off.
 * @param mostGone bytes of the stretch that is taken out, at most.
 */
export function mutatedBytes(seeds: readonly Uint8Array[], mostGone: number): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
      fc.nat(),
      fc.nat({ max: mostGone }),
      fc.option(fc.nat(), { freq: 3 }),
    )
    .map(([seed, changes, at, gone, end]) => {
      const bytes = Buffer.from(seed);
      for (const [place, value] of changes) bytes[place % bytes.length] = value;
      const start = at % bytes.length;
      const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + gone)]);
      return end === null || rest.length === 0 ? rest : rest.subarray(0, end % rest.length);
    });
}
