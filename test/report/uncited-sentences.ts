/** What a statement of no activity cites. */
const CITED = /\bcov-[0-9a-f]{10}\b/;

const NOTHING = `(?:no|none|nothing|nobody|never|neither|not|without|0|zero)`;
const ACTIVITY = `(?:us(?:e|ed|age)|activity|activities|sign-?ins?|signed in|findings?|found nothing|raised|detections?|records? of access|accessed|access to|was read|were read|taken|hits?|trace of|seen|attacks?|story|logged in|stolen)`;
/** A word of denial with what was not done, in either order, close together. */
const DENIED = new RegExp(
  String.raw`\b${NOTHING}\b[^.;:!?]{0,80}?\b${ACTIVITY}\b|\b${ACTIVITY}\b[^.;:!?]{0,40}\b(?:nothing|nowhere|never|not)\b|\b(?:is|are) clean\b`,
  'i',
);

/** What is not known, what is not held, what was given, and what credentials and messages are: none of it says that nothing was done. */
const NOT_OF_LOGS = [
  /\bno log (?:can )?answers?\b/i,
  /\b(?:not|is not|are not|nothing is|nobody is) (?:known|told|held|loaded|proven|licensed)\b/i,
  /\bnothing (?:follows|is said)\b/i,
  /\bNo log is not no activity\b/,
  /\bcannot be (?:answered|told)\b/i,
  /\bnot (?:answerable|loaded|reach|stated|attested|written down|in stolen mail|proven|held|kept|listed|be had)\b/i,
  /\bself-attested\b/i,
  /\b(?:written down|was lost|do not hold|no longer of use|NO ANSWER)\b/i,
  /^[A-Z -]+$/,
];

/** The sentences of a text: table cells, list items and lines stand alone. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/\n|(?<=[.!?])\s+(?=[A-Z])|\s\|\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/**
 * Sentences that say that something was not done, found or seen, and cite no cell of the coverage for it.
 * @param titles of detections: what they say was not seen is what was found.
 */
export function uncitedSentences(text: string, titles: readonly string[] = []): readonly string[] {
  const told = titles
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, title) => rest.replaceAll(title, 'T'), text);
  return sentencesOf(told).filter(
    (sentence) =>
      DENIED.test(sentence) && !CITED.test(sentence) && !NOT_OF_LOGS.some((pattern) => pattern.test(sentence)),
  );
}
