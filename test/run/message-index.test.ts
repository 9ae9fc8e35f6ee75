import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET, extractPart, type Message, parseMessage } from '../../src/evidence/index.ts';
import { MessageIndex } from '../../src/run/message-index.ts';
import { shortHash } from '../../src/run/short-hash.ts';
import { type LetterOf, letter } from './locked-mail.ts';

function messageOf(said: LetterOf, offset: number): Message {
  const message = parseMessage(Buffer.from(letter(said)), {
    source: 'a.mbox',
    offset,
    budget: DEFAULT_BUDGET,
    extract: extractPart,
  });
  return { ...message, place: { ...message.place, position: [7, offset] } };
}

/** Which of some messages are neighbours of the first, by their ids. */
function neighbours(...letters: readonly LetterOf[]): readonly string[] {
  const index = new MessageIndex();
  for (const [at, said] of letters.entries()) index.add(messageOf(said, at), at);
  return index.neighboursOf(0).map((number) => letters[number]?.id ?? '');
}

const lock: LetterOf = { id: 'lock', body: 'x', subject: 'file', at: '2024-01-16T10:00:00Z' };
const stranger = { from: 'eve@third.example', to: 'bob@third.example' };

describe('neighbours in a scan', () => {
  it('are those of the conversation, whoever wrote and whenever, through what they answer', () => {
    const middle: LetterOf = {
      id: 'b',
      body: '',
      subject: 'two',
      answers: 'lock',
      at: '2025-01-01T00:00:00Z',
      ...stranger,
    };
    const last: LetterOf = { ...middle, id: 'c', subject: 'three', answers: 'b' };
    const other: LetterOf = { ...middle, id: 'd', subject: 'four', answers: 'nothing' };
    expect(neighbours(lock, middle, last, other)).toEqual(['b', 'c']);
  });

  it('are those between the same two people within a fortnight, in either direction, the nearest first', () => {
    const of = (id: string, at: string, people: Partial<LetterOf> = {}): LetterOf => ({
      id,
      body: '',
      subject: id,
      at,
      ...people,
    });
    const back = { from: 'desk@vendor.example', to: 'ana@agency.example' };
    const found = neighbours(
      lock,
      of('two weeks', '2024-01-30T09:59:00Z', back),
      of('a day', '2024-01-15T10:00:00Z'),
      of('too late', '2024-01-30T10:01:00Z', back),
      of('too early', '2024-01-02T09:59:00Z'),
      of('others', '2024-01-16T10:00:00Z', stranger),
      of('one of them', '2024-01-16T10:00:00Z', { to: 'eve@third.example' }),
    );
    expect(found).toEqual(['a day', 'two weeks']);
  });

  it('are answers by subject to one of its people, and no copies of one message', () => {
    const answer: LetterOf = {
      id: 'a',
      body: '',
      subject: 'AW: file',
      at: '2024-02-10T10:00:00Z',
      from: 'ana@agency.example',
      to: 'new@third.example',
    };
    expect(neighbours(lock, answer, answer, { ...answer, id: 'b', subject: 'AW: other' }, lock)).toEqual(['a']);
  });

  it('stand where they were noted', () => {
    const index = new MessageIndex();
    const numbers = [0, 1, 2].map((at) => index.add(messageOf({ ...lock, id: `m${at}` }, at * 100), at + 5));
    expect(numbers.map((number) => index.placeOf(number ?? -1))).toEqual([
      { source: 5, position: [7, 0] },
      { source: 6, position: [7, 100] },
      { source: 7, position: [7, 200] },
    ]);
  });
});

it('a short hash is a whole number that a double holds, equal for equal texts and apart for others', () => {
  const texts = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 200 });
  fc.assert(
    fc.property(texts, (all) => {
      const hashes = all.map(shortHash);
      for (const hash of hashes) expect(Number.isSafeInteger(hash) && hash > 0).toBe(true);
      expect(new Set(hashes).size).toBe(all.length);
      expect(all.map(shortHash)).toEqual(hashes);
    }),
  );
});
