import { describe, expect, test } from 'vitest';
import { readProse } from '../../../src/secrets/prose/reading.ts';

const read = (text: string) =>
  readProse(text, 0, text.length)
    .text.split('\n')
    .filter((line) => line !== '');

const FULL = 'iD8DBQE9fa0Jn2k3mVqLxYwRAr1cAJ0TYyQ8w2r1v7p1qkz3e0y8Xw4xAACgqL2w';

describe('what no reader reads', () => {
  test('a signature is left out, what it signs is not', () => {
    const text = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nSee you.\n-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\n${FULL}\nGLM1U8Y3=\n=6M2X\n-----END PGP SIGNATURE-----\nBye`;
    expect(read(text)).toEqual(['Hash: SHA1', 'See you.', 'Bye']);
  });
  test('armour without an end stops at the first line that is written', () => {
    expect(read(`-----BEGIN PGP MESSAGE-----\n${FULL}\nthe password is Lupin-Gravel4`)).toEqual([
      'the password is Lupin-Gravel4',
    ]);
  });
  test('runs of base64, quoted or not, but no token alone', () => {
    expect(read(`A\n> ${FULL}\n> ${FULL}\n> abc=\nB`)).toEqual(['A', 'B']);
    expect(read(`A\n${FULL}\nB`)).toEqual(['A', FULL, 'B']);
    expect(read(`A\n${FULL}\nPia`)).toEqual(['A', FULL, 'Pia']);
  });
  test('uuencoded data', () => {
    const line = `M${'%_#0'.repeat(15)}`;
    expect(read(`A\nbegin 644 notes.gz\n${line}\n${line}\n#0V%T\n\`\nend\nB is it.`)).toEqual(['A', 'end', 'B is it.']);
  });
  test('bytes read as text', () => {
    expect(read('A\nf\u008dx7\u0082[P\nB')).toEqual(['A', 'B']);
  });
});
