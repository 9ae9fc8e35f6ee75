import { isCodeName, isPath } from './code-shape.ts';
import { entropyOf } from './randomness.ts';
import { KEEP, REJECT, type Validator, type Verdict } from './verdict.ts';

const TYPED: Verdict = {
  type: 'keep',
  confidence: 'low',
  reason: 'one kind of character or a plain row: may be made up',
};
/** Longer runs of one case are no word of any language that the pack speaks. */
const LONGEST_WORD = 20;
const WORD = /^(?:[A-Z]?[a-z]{2,20}|[A-Z]{2,12}|\d{1,4})$/;
const GUID = /^[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12,14}$/i;
const PLACE =
  /:\/\/|@|\.\.|--|^[^A-Za-z0-9]|\.[A-Za-z]{2,4}$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{1,3}(?:\.\d{1,4}){1,4}$/;

/**
 * A value that could be a token, where nothing but a service's or a key's name says so: letters and digits mixed as no writer mixes
 * them, or a long run of one kind, as people type to show what a token looks like. Words, names, paths, dates and addresses are none.
 */
export const tokenShape: Validator = ({ secret }) => {
  if (GUID.test(secret)) return KEEP;
  if (isBase64(secret)) return KEEP;
  if (PLACE.test(secret) || isPath(secret)) return REJECT;
  if (/^[A-Za-z]+$/.test(secret)) return isLongRun(secret) ? TYPED : REJECT;
  if (/^\d+$/.test(secret)) return secret.length >= LONGEST_WORD ? TYPED : REJECT;
  if (secret.split(/[-_.]/).some((part) => /^[A-Za-z]+$/.test(part) && isLongRun(part))) return TYPED;
  if (digitsIn(secret) === 0 || (digitsIn(secret) < 4 && isCodeName(secret)) || isWordy(secret)) return REJECT;
  return secret.length >= 16 && entropyOf(secret) >= 2.8 ? KEEP : TYPED;
};

/** Long enough that chance alone spells no path: all three kinds of characters, and a sign or the padding that only Base64 has. */
function isBase64(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{38,800}={0,2}$/.test(value) || !/[+=]/.test(value)) return false;
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && entropyOf(value) >= 4;
}

function digitsIn(value: string): number {
  return value.match(/\d/g)?.length ?? 0;
}

function isLongRun(letters: string): boolean {
  if (letters.length < LONGEST_WORD) return false;
  return (
    letters === letters.toLowerCase() ||
    letters === letters.toUpperCase() ||
    !/^(?:[A-Z]?[a-z]{2,20}){1,8}$/.test(letters)
  );
}

function isWordy(value: string): boolean {
  const words = value.split(/[-_./+=~]/).filter((part) => WORD.test(part));
  return words.join('').length * 2 > value.length;
}
