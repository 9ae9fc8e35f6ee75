import { Option } from 'commander';
import { counted } from '../core/index.ts';
import { type GivenRules, type RefusedRule, type RuleFile, ruleFilesAt } from '../secrets/index.ts';
import { printable } from './terminal/table.ts';
import type { Talk } from './terminal/talk.ts';

/** `--rules PATH`, as often as wanted: rules of the user's beside the installed ones. */
export function rulesOption(help = 'search with these rules too: a file or folder; again for more'): Option {
  const collect = (path: string, before: readonly string[] | undefined) => [...(before ?? []), path];
  return new Option('--rules <path>', help).argParser(collect);
}

/** The files at the paths of `--rules`; none where it was not given. */
export function ruleFilesFrom(paths: readonly string[] | undefined): readonly RuleFile[] {
  return ruleFilesAt(paths ?? []);
}

const REFUSED_SHOWN = 20;
const NOTES_SHOWN = 10;

/** Says what given rules came to, and which cannot be used. */
export function sayRules(given: GivenRules, talk: Talk): void {
  sayGiven(given, talk);
  sayRefused(given.refused, talk);
}

/** Says how many given rules there are, and what they say that is not looked at. */
export function sayGiven(given: GivenRules, talk: Talk): void {
  const count = given.rules.length + given.own.length;
  if (count + given.refused.length === 0) return;
  talk.say(`${counted(count, 'given rule')} in use, ${counted(given.refused.length, 'entry', 'entries')} not`);
  for (const { file, text } of given.notes.slice(0, NOTES_SHOWN)) talk.say(`  ${printable(file)}: ${printable(text)}`);
  if (given.notes.length > NOTES_SHOWN) talk.say('  … `postbreach secrets test --rules` says the rest');
}

/** A line for each given rule that cannot be used. */
export function sayRefused(refused: readonly RefusedRule[], talk: Talk): void {
  for (const { file, rule, because } of refused.slice(0, REFUSED_SHOWN)) {
    const where = `${printable(file)} › ${printable(rule)}`;
    talk.warn(`${talk.paint('yellow', 'not used')}  ${where}: ${printable(because)}`);
  }
  const more = refused.length - REFUSED_SHOWN;
  if (more > 0) talk.warn(`… and ${counted(more, 'rule')} more: \`postbreach secrets test --rules\` names each`);
}
