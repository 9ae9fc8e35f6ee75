import { readBack } from './decoded.ts';
import type { Validator } from './verdict.ts';

/** Characters of `$9$` in four families: how many filler characters follow the first one depends on its family. */
const FAMILIES = ['QzF3n6/9CAtpu0O', 'B1IREhcSyrleKvMW8LXx', '7N-dVbwsY2g4oaJZGUDj', 'iHkqmPf5T.'];
const ALPHABET = FAMILIES.join('');
/** Weights of the distances that make up one character, by its place in the secret. */
const WEIGHTS = [
  [1, 4, 32],
  [1, 16, 32],
  [1, 8, 32],
  [1, 64],
  [1, 32],
  [1, 4, 16, 128],
  [1, 32, 64],
] as const;

/** Junos `$9$`: a character is the sum of the weighted distances between neighbours in the alphabet. */
function juniperNineText(value: string): string | null {
  const letters = [...value.slice('$9$'.length)];
  const first = letters[0] ?? '';
  const family = FAMILIES.findIndex((each) => each.includes(first));
  if (family < 0 || letters.some((letter) => !ALPHABET.includes(letter))) return null;
  let at = 1 + (FAMILIES.length - 1 - family);
  let before = first;
  let plain = '';
  while (at < letters.length) {
    const weights = WEIGHTS[plain.length % WEIGHTS.length] ?? [];
    if (at + weights.length > letters.length) return null;
    let code = 0;
    for (const weight of weights) {
      const letter = letters[at] ?? '';
      code += weight * distance(before, letter);
      before = letter;
      at += 1;
    }
    plain += String.fromCharCode(code % 256);
  }
  return plain;
}

function distance(from: string, to: string): number {
  const size = ALPHABET.length;
  return ((ALPHABET.indexOf(to) - ALPHABET.indexOf(from) + size) % size) - 1;
}

export const juniperNine: Validator = ({ secret }) => readBack(juniperNineText(secret), '$9$');
