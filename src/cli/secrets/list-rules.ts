import { counted } from '../../core/index.ts';
import { type RuleCard, readRuleFiles, ruleCards } from '../../secrets/index.ts';
import { CliError } from '../cli-error.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Face } from '../face.ts';
import { ruleFilesFrom, sayRules } from '../rules-option.ts';
import { printable, tableLines } from '../terminal/table.ts';

export interface ListOptions {
  readonly format: 'pretty' | 'json';
  readonly rules?: readonly string[];
}

const COLUMNS = [
  { title: 'ID', max: 52 },
  { title: 'KIND' },
  { title: 'FORM' },
  { title: 'SURE' },
  { title: 'NAME', max: 60 },
  { title: 'KEYWORDS', max: 40 },
] as const;

/** Prints the rules that answer to a query: all of one where it is an id, else a line each. */
export async function listRules(query: string, options: ListOptions, { talk, out, json }: Face): Promise<ExitCode> {
  const given = readRuleFiles(ruleFilesFrom(options.rules));
  const cards = ruleCards(given);
  const one = cards.find(({ id }) => id === query);
  const found = one === undefined ? cards.filter((card) => answers(card, query)) : [one];
  sayRules(given, talk);
  if (found.length === 0) {
    const next = 'Run `postbreach secrets rules` for all of them.';
    throw new CliError('bad-option', `no rule answers to "${printable(query)}"`, next, 2);
  }
  if (json || options.format === 'json') for (const card of found) await out.json(card);
  else for (const line of one === undefined ? listLines(found) : cardLines(one)) await out.line(line);
  if (one === undefined)
    talk.say(`${counted(found.length, 'rule')}; \`postbreach secrets rules ID\` tells all of one.`);
  return given.refused.length > 0 ? 1 : 0;
}

function answers({ id, name, kind, keywords, file }: RuleCard, query: string): boolean {
  const told = [id, name, kind, file ?? '', ...keywords].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
}

function listLines(cards: readonly RuleCard[]): readonly string[] {
  return tableLines(
    COLUMNS,
    cards.map(({ id, kind, form, confidence, name, keywords }) => [
      id,
      kind,
      form,
      confidence,
      name,
      keywords.join(' '),
    ]),
  );
}

function cardLines(card: RuleCard): readonly string[] {
  const pairs: readonly (readonly [string, string | null])[] = [
    ['id', card.id],
    ['name', card.name],
    ['kind', card.kind],
    ['form', card.form],
    ['confidence', card.confidence],
    ['given in', card.file],
    ['keywords', card.keywords.length === 0 ? null : card.keywords.join('  ')],
    ['tried', card.tried],
    ['pattern', card.pattern],
    ['examples', `${card.examples}, and ${counted(card.counterExamples, 'counter-example')}`],
    ['source', card.source],
    ['what to do', card.exposure],
  ];
  return pairs.flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(12)} ${printable(value)}`]));
}
