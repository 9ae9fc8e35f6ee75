import { KEEP, REJECT, type Validator } from './verdict.ts';

/** Shannon entropy of a text's characters, in bits per character. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const CLASSES: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** How many of lower case, upper case, digits and other characters a text uses: 0 to 4. */
export function characterClasses(text: string): number {
  return CLASSES.filter((shape) => shape.test(text)).length;
}

const NAME_LIKE = /^[A-Za-z]{1,30}(?:[-_./:\\ ][A-Za-z]{1,30}){0,12}[-_.]?\d{0,2}$/;
const SEQUENTIAL = /(?:0123456789|1234567890|abcdefghij|ABCDEFGHIJ)/;

/**
 * Rejects what a person or programmer would write as a name (`access-token`, `getToken`, `com.acme.Key`); keeps what looks drawn at
 * random, and says so of what only looks typed for show.
 */
export const looksRandom: Validator = ({ secret }) => {
  if (NAME_LIKE.test(secret) && !mixesCaseWithin(secret)) return REJECT;
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(secret) || /^\d{1,3}(?:\.\d{1,3}){3}/.test(secret)) return REJECT;
  if (SEQUENTIAL.test(secret))
    return { type: 'keep', confidence: 'lower', reason: 'holds a plain sequence: may be made up' };
  return KEEP;
};

/** Case changes inside a run of letters more often than camel case would: `aZbQrT`. */
function mixesCaseWithin(text: string): boolean {
  const changes = text.match(/[a-z][A-Z]/g)?.length ?? 0;
  return changes >= 3 && changes * 5 > text.length;
}
