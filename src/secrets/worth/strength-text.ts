import type { Strength, Weakness } from './strength.ts';

const BECAUSE: { readonly [Cause in Weakness]: string } = {
  'own-name': 'the name of its own account, host or organisation is in it',
  usual: 'it is built on what every guesser tries first',
  run: 'neighbouring keys or letters are in it',
  repeat: 'it repeats itself',
  calendar: 'a date, year, season, month or day is in it',
  word: 'words are in it',
  short: 'it is short',
};

/** A strength in words. One of a fixed set of sentences: nothing of the value can be in it. */
export function strengthText(strength: Strength): string {
  if (strength.level === 'machine-made') return 'machine-made';
  const { level, because } = strength;
  return because === null ? level : `${level}: ${BECAUSE[because]}`;
}
