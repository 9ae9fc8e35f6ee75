import type { CredentialWords } from '../language-pack.ts';

/** What opens a door or a lock, where no word of a pack names it: digits, turned at a dial or pressed on a keypad. */
export const DOOR_CODE: CredentialWords = {
  rule: 'prose-code',
  kind: 'pin',
  value: 'digits',
  needs: [],
  linked: false,
  floor: -1,
  words: [],
  fronts: [],
};
