import { characterClasses, entropyOf } from './randomness.ts';
import { KEEP, REJECT, type Validator } from './verdict.ts';

const SUBSCRIPTION =
  /unsub|subscri|opt-?(?:out|in)|mailman|listserv|mailing-?list|newsletter|remove[-_]?me|track(?:ing)?[/?.]|click[/?.]|beacon|utm_|maps\.google|fonts\.google|youtube\.com\/watch|goo\.gl|\.(?:css|js|png|gif|jpe?g)(?:\?|$)/i;
/** An address in a link: the reader's, by which a list knows who clicked, or the account's own where the link sets a password. */
const ADDRESSED = /[?&]e(?:mail)?=|%40/i;
const SETS_PASSWORD = /passw(?:or)?d|reset|magic/i;

/** Rejects links by which anybody may leave a list, and those of trackers: what they open is not an account. */
export const subscriptionLink: Validator = ({ text, host }) => {
  const link = `${host ?? ''} ${text}`;
  return SUBSCRIPTION.test(link) || (ADDRESSED.test(text) && !SETS_PASSWORD.test(text)) ? REJECT : KEEP;
};

/** A link whose last part is a random token: opens something to its holder. */
export const linkToken: Validator = (claim) => {
  const token = /[=/]([A-Za-z0-9._~%-]{16,1200})(?:[?&][^\s]{0,200})?$/.exec(claim.secret)?.[1] ?? '';
  const lastRun = token.split(/[.~%]/).reduce((best, part) => (part.length > best.length ? part : best), '');
  const isRandom = /[0-9]/.test(lastRun) && /[A-Za-z]/.test(lastRun) && entropyOf(lastRun) >= 3;
  if (!isRandom || lastRun.length < 16 || looksLikeTitle(lastRun)) return REJECT;
  return characterClasses(lastRun) >= 2 ? subscriptionLink(claim) : REJECT;
};

function looksLikeTitle(run: string): boolean {
  const words = run.split(/[-_]/).filter((word) => /^(?:[A-Za-z]{2,20}|\d{1,4})$/.test(word));
  return words.length >= 3 && words.join('').length * 1.5 > run.length;
}
