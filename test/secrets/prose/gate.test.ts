import { describe, expect, test } from 'vitest';
import type { ScanContext } from '../../../src/secrets/index.ts';
import { buildLiteralMatcher } from '../../../src/secrets/kernel/index.ts';
import { findProse as findUngated, proseGate } from '../../../src/secrets/prose/index.ts';
import { loadLanguagePacks } from '../../../src/secrets/prose/load-language-packs.ts';
import { findProse } from './prose-scanner.ts';

const PACKS = loadLanguagePacks();
const body = (subject: string | null = null): ScanContext => ({ subject, role: 'body' });
const FILLER = `${'We met on the pier and looked at the boats that were painted last spring. '.repeat(30)}\n`;

/** Every place of a text, in every language. */
function everywhere(text: string): ReadonlyMap<number, readonly number[]> {
  const places = Array.from({ length: Math.ceil(text.length / 100) + 1 }, (_, at) => at * 100);
  return new Map(PACKS.map((_, language) => [language, places]));
}

describe('the gate', () => {
  test.each(PACKS)('lets through what is sure in the examples of $language', ({ examples }) => {
    const shut = [...examples.positive, ...examples.negative].flatMap(({ subject, text: marked }) => {
      const text = marked.replace(/[⟦⟧]/gu, '');
      const found = findProse(text, body(subject));
      const sure = findUngated(text, body(subject), everywhere(text)).filter(({ confidence }) => confidence !== 'low');
      return sure
        .filter(({ start, end }) => !found.some((one) => one.start < end && start < one.end))
        .map(() => marked);
    });
    expect(shut).toEqual([]);
  });

  test.each(PACKS)('lets through what is sure in long mail of $language', ({ examples }) => {
    const unmarked = (text: string) => text.replace(/[⟦⟧]/gu, '');
    const around = examples.negative.map(({ text }) => text).join('\n\n');
    const shut = examples.positive.slice(0, 60).flatMap(({ text: marked }) => {
      const text = `${around}\n\n${unmarked(marked)}\n\n${around}`;
      const isOfIt = ({ start }: { readonly start: number }) =>
        start >= around.length && start < around.length + marked.length + 2;
      const found = findProse(text, body()).filter(isOfIt);
      const sure = findUngated(text, body(), everywhere(text)).filter((one) => one.confidence !== 'low' && isOfIt(one));
      return sure.every((one) => found.some(({ start, end }) => one.start < end && start < one.end)) ? [] : [marked];
    });
    expect(shut).toEqual([]);
  });

  test('finds a statement in the middle of a long text', () => {
    const text = `${FILLER}The password for the portal is Lupin-Gravel4.\n${FILLER}`;
    expect(findProse(text, body()).map(({ start, end }) => text.slice(start, end))).toEqual(['Lupin-Gravel4']);
  });

  test('a word of many senses counts near its topic, not far from it', () => {
    const near = `${FILLER}The gate downstairs has a new lock, the code is 4471 now.\n${FILLER}`;
    expect(findProse(near, body())).toHaveLength(1);
    const far = `${FILLER}The gate has a new lock.\n${FILLER}The code is 4471 lines long.\n${FILLER}`;
    expect(findProse(far, body())).toEqual([]);
  });

  test('what no literal tells of is not read', () => {
    const gate = proseGate();
    const utf8 = Buffer.from(FILLER);
    gate.begin(utf8);
    expect(gate.worthReading({ utf8, told: gate.told(), isMail: true }).size).toBe(0);
  });

  test('a name in an address is no topic', () => {
    const gate = proseGate();
    const utf8 = Buffer.from(`${FILLER}see /root or mail@root.example ${FILLER}`);
    const root = gate.literals.findIndex(({ text }) => text === 'root');
    gate.begin(utf8);
    gate.meet(root, utf8.indexOf('/root') + 1);
    gate.meet(root, utf8.indexOf('@root') + 1);
    expect(gate.told().topics.has(PACKS.findIndex(({ language }) => language === 'en'))).toBe(false);
  });

  /** The stretches of English that are worth reading in the middle of a long text. */
  function worthIn(sentence: string): number {
    const gate = proseGate();
    const utf8 = Buffer.from(`${FILLER}${sentence}\n${FILLER}`);
    const told = gate.told();
    gate.begin(utf8);
    buildLiteralMatcher(gate.literals).scan(utf8, (literal, place) => gate.meet(literal, place));
    const worth = gate.worthReading({ utf8, told, isMail: true });
    return worth.get(PACKS.findIndex(({ language }) => language === 'en'))?.length ?? 0;
  }

  test.each([
    ['a short word that introduces so much else counts beside what looks made up', 'On the vpn do Heron-Sky4 now.', 1],
    ['and not beside words', 'On the vpn do as we did last summer.', 0],
    ['a name and a value joined by a sign are a pair', 'The vpn is for mholt / Heron-Sky4 only.', 1],
    ['so are they when they are written together', 'The vpn is for mholt:Heron-Sky4 only.', 1],
    ['a path is none', 'The vpn is in tools/linux64/bin now.', 0],
    ['nor a field', 'The vpn has mode="fast:Lane7" set.', 0],
    ['a word joins a known account to its password', 'The vpn takes root with Heron-Sky4 now.', 1],
    ['or one that is said to be one', 'The vpn takes the user mholt with Heron-Sky4 now.', 1],
    ['but no two other words', 'The vpn comes bundled with 128-Bit keys.', 0],
    ['what says that the subject holds a value makes the body no more worth reading', 'See the subject.', 0],
  ])('%s', (_, sentence, count) => {
    expect(Math.min(1, worthIn(sentence))).toBe(count);
  });

  test('words that introduce a value, all in one run without a blank, take no time', () => {
    const start = process.cpuUsage();
    worthIn('vpn-do,'.repeat(40_000));
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3);
  });
});
