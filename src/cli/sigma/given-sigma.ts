import { counted } from '../../core/index.ts';
import { compileRules, loadAliases, type RuleOutcome, readSigmaFiles } from '../../review/index.ts';
import type { Face } from '../face.ts';
import { printable } from '../terminal/table.ts';

/** Rules that were given, compiled. */
export interface GivenSigma {
  readonly outcomes: readonly RuleOutcome[];
  /** How many files or rules were not understood. */
  readonly refused: number;
}

/** Reads and compiles rule files; a file that cannot be read is said at once. */
export function givenSigma(paths: readonly string[], aliases: readonly string[], talk: Face['talk']): GivenSigma {
  const layer = loadAliases(aliases);
  const { documents, unread } = readSigmaFiles(paths);
  for (const { error } of unread) talk.warn(`not read: ${printable(error.message)} ${error.next}`);
  const outcomes = compileRules(documents, layer);
  return { outcomes, refused: unread.length + outcomes.filter(({ verdict }) => verdict.kind === 'refused').length };
}

/** How many rules came to what, in words. */
export function outcomeCounts(outcomes: readonly RuleOutcome[], loaded: ReadonlyMap<string, number> | null): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const word = outcomeWord(outcome, loaded);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return `${counted(outcomes.length, 'rule')}: ${[...counts].map(([word, count]) => `${count} ${word}`).join(', ')}`;
}

/** A rule's outcome in a word or two. */
export function outcomeWord({ verdict }: RuleOutcome, loaded: ReadonlyMap<string, number> | null): string {
  switch (verdict.kind) {
    case 'filter':
      return 'filter';
    case 'refused':
      return 'refused';
    case 'unbound':
      return verdict.reason.kind === 'never' ? 'can never match' : 'can never bind';
    case 'compiled':
      if (loaded === null) return verdict.standsAlone ? 'compiled' : 'part of a correlation';
      return verdict.sets.some(({ id }) => (loaded.get(id) ?? 0) > 0) ? 'answerable' : 'not loaded';
  }
}

/** Why, in a sentence. */
export function outcomeReason({ verdict }: RuleOutcome): string {
  switch (verdict.kind) {
    case 'filter':
      return `put on ${verdict.applied.join('; ')}`;
    case 'refused':
      return `${verdict.error.message} ${verdict.error.next}`;
    case 'unbound':
      return unboundReason(verdict.reason);
    case 'compiled':
      return [
        verdict.sets.map(({ id }) => id).join(', '),
        ...verdict.impossible.map((one) => `in part never: ${one}`),
      ].join('; ');
  }
}

function unboundReason(reason: (RuleOutcome['verdict'] & { readonly kind: 'unbound' })['reason']): string {
  switch (reason.kind) {
    case 'no-logsource':
      return `no log that is read here is ${reason.logsource}`;
    case 'no-field':
      return `nothing in these logs is called ${reason.fields.join(', ')}`;
    case 'never':
      return reason.because.join('; ');
  }
}
