import { isCamelCase, isCodeName, isPath, isSetting } from './code-shape.ts';
import { characterClasses, entropyOf } from './randomness.ts';
import { KEEP, REJECT, type Validator } from './verdict.ts';

const LOWER = { type: 'keep', confidence: 'lower', reason: 'a plain word' } as const;
const LABEL =
  /:$|^[A-Za-z' ]{1,60}[?!]$|^[A-Z]?[a-z]{1,20}(?:[ ,.][A-Za-z']{1,20}){2,20}[.!?:]?$|^(?:type|name|id|for|class|label)=/;
const PLAIN_WORD = /^[A-Z]?[a-z]{1,40}[.!,]?$/;
/** `ВАШ_ПАРОЛЬ`: words of another script than code is written in, mostly of what to put there. */
const OTHER_WORDS = /^(?!.*\p{Script=Latin})[\p{L}\p{M}]+(?:[ _-][\p{L}\p{M}]+)*$/u;
/** A day, with or without a time behind it: when a password was set rather than what it is. */
const DAY = /^\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?:T[\d:.Z+-]{0,20})?$/;
/** Words by which a writer says that a value is made up. */
const MADE_UP = /example|sample|dummy|placeholder|not-?a?-?real/i;

/** Reads a value that stands where configuration or code assigns a password. */
export const assignedPassword: Validator = ({ secret, text }) => {
  const quoted = /["'\x60]$/.test(text);
  if (LABEL.test(secret) || isPath(secret) || isSetting(secret)) return REJECT;
  if (/(?<![A-Za-z])[A-Za-z]{2,40} [A-Za-z]{2,40} [A-Za-z]{2}/.test(secret)) return REJECT;
  if (!quoted && (isCodeName(secret) || /[({[]/.test(secret.slice(0, 40)))) return REJECT;
  if (/^\W{1,8}$/.test(secret) || secret.length < 3) return REJECT;
  if (DAY.test(secret)) return { ...LOWER, confidence: 'low', reason: 'a date' };
  if (secret.includes(' ')) return { ...LOWER, reason: 'spaces in it' };
  if (MADE_UP.test(secret)) return { ...LOWER, reason: 'says that it is an example' };
  return weighed(secret);
};

function weighed(secret: string): ReturnType<Validator> {
  const classes = characterClasses(secret);
  if (secret.length >= 8 && classes >= 3) return { type: 'keep', confidence: 'raise', reason: 'built like a password' };
  if (isCamelCase(secret)) return { ...LOWER, reason: 'written like a name in code' };
  return classes === 1 || PLAIN_WORD.test(secret) ? LOWER : KEEP;
}

/** Reads a value that stands where configuration or code assigns a key or token. */
export const assignedSecret: Validator = ({ secret }) => {
  if (isPath(secret) || isCodeName(secret) || isSetting(secret) || secret.includes('://')) return REJECT;
  if (/^[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}$/.test(secret)) return REJECT;
  if (MADE_UP.test(secret)) return { ...LOWER, reason: 'says that it is an example' };
  const random = secret.length >= 20 && entropyOf(secret) >= 3.2;
  return random ? KEEP : { type: 'keep', confidence: 'lower', reason: 'short or repetitive for a key' };
};

/** Reads a value that stands beside the word for a key with no sign between them but a space. */
export const freeStandingValue: Validator = ({ secret }) => {
  if (isPath(secret) || isCodeName(secret) || /^[^A-Za-z0-9]|\.\.|--|\.[A-Za-z]{2,4}$/.test(secret)) return REJECT;
  const words = secret.split(/[-_./+=]/).filter((word) => /^(?:[A-Z]?[a-z]{2,20}|\d{1,4}|[A-Z]{2,10})$/.test(word));
  return words.join('').length * 2 > secret.length ? REJECT : KEEP;
};

/** A password typed as a command's argument: no further option, path or variable. */
export const commandArgument: Validator = ({ secret }) =>
  /^(?:-|\/[a-z]|\\\\|[<>|&;$%@([{*])/i.test(secret) || isPath(secret) ? REJECT : KEEP;

/** A value in a place where words are common too: a plain word is kept at lower confidence. */
export const credentialValue: Validator = ({ secret }) => {
  if (LABEL.test(secret) || isSetting(secret)) return REJECT;
  if (/^(?:and|or|is|for|are|was|must|will|has|have|in|on|at|to|if|with|when|that)$/i.test(secret)) return REJECT;
  if (PLAIN_WORD.test(secret) || OTHER_WORDS.test(secret)) return { ...LOWER, confidence: 'low' };
  return characterClasses(secret) === 1 ? LOWER : KEEP;
};
