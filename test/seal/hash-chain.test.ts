import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_START,
  generateSeed,
  lineOf,
  type SealedEntry,
  sealEntry,
  signerOf,
  verifyChain,
} from '../../src/seal/index.ts';

const signer = signerOf(generateSeed());

function chain(bodies: readonly string[]): readonly SealedEntry[] {
  const sealed: SealedEntry[] = [];
  for (const [index, text] of bodies.entries()) {
    const prev = sealed.at(-1)?.hash ?? CHAIN_START;
    sealed.push(
      sealEntry({ seq: index + 1, at: '2024-04-02T00:00:00.000Z', kind: 'note', body: { text }, prev }, signer),
    );
  }
  return sealed;
}

const lines = (entries: readonly SealedEntry[]) => entries.map(lineOf);

describe('verifyChain', () => {
  it('accepts what was sealed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 }), (bodies) => {
        expect(verifyChain(lines(chain(bodies)), signer.publicKey)).toMatchObject({
          state: 'intact',
          entries: bodies.length,
        });
      }),
      { numRuns: 30 },
    );
  });

  it('refuses any changed character', () => {
    const whole = lines(chain(['one', 'two', 'three']));
    fc.assert(
      fc.property(fc.nat(2), fc.nat(10_000), (index, place) => {
        const line = whole[index] ?? '';
        const at = place % line.length;
        const changed = `${line.slice(0, at)}${line[at] === 'x' ? 'y' : 'x'}${line.slice(at + 1)}`;
        const tampered = whole.map((text, other) => (other === index ? changed : text));
        expect(verifyChain(tampered, signer.publicKey).state).toBe('broken');
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['an entry taken out', [0, 2], 2],
    ['entries swapped', [1, 0, 2], 1],
    ['an entry repeated', [0, 0, 1], 2],
  ])('refuses %s', (_name, order, line) => {
    const whole = lines(chain(['one', 'two', 'three']));
    expect(
      verifyChain(
        order.map((index) => whole[index] ?? ''),
        signer.publicKey,
      ),
    ).toMatchObject({ state: 'broken', line });
  });

  it('refuses a chain made anew with another key', () => {
    const other = signerOf(generateSeed());
    expect(verifyChain(lines(chain(['one'])), other.publicKey)).toMatchObject({ state: 'broken', line: 1 });
  });
});
