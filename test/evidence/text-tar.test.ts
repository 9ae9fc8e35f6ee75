import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceEvent } from '../../src/evidence/index.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { eventsOf as eventsOfSource, textsOf } from './source-bytes.ts';
import { binarySize, paxRecords, tarMember, writeTar } from './tar-fixture.ts';

/** A tar as an attachment: there it is parts of its message. (A tar given as a source is in archive-tar.test.ts.) */
const eventsOf: typeof eventsOfSource = (tar, options) =>
  eventsOfSource(
    Buffer.from(
      `Received: x\nContent-Type: application/x-tar\nContent-Transfer-Encoding: base64\n\n${Buffer.from(tar).toString('base64')}\n`,
    ),
    options,
  );

const lossesIn = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) =>
    event.type === 'loss' ? [[event.loss.reason, event.loss.provenance.member.join('/')]] : [],
  );
const textsIn = (events: readonly EvidenceEvent[]) =>
  Object.fromEntries(events.flatMap(textsOf).map(([name, text]) => [name.slice(2), text]));

const LONG_NAME = `${'folder/'.repeat(30)}file.txt`;

describe('a tar in a message', () => {
  test('gives its files; folders, links and devices are passed over', async () => {
    const tar = writeTar([
      { name: 'a/', type: '5' },
      { name: 'a/b.env', data: 'TOKEN=1' },
      { name: 'link', type: '2', link: 'a/b.env' },
      { name: 'device', type: '3' },
      { name: 'gnu.txt', data: 'by GNU', form: 'gnu' },
      { name: 'old.txt', data: 'before POSIX', form: 'old', type: '\0' },
      { name: 'c.txt', data: 'prefixed', prefix: 'far' },
    ]);
    const events = await eventsOf(tar);
    expect(lossesIn(events)).toEqual([]);
    expect(textsIn(events)).toEqual({
      'a/b.env': 'TOKEN=1',
      'gnu.txt': 'by GNU',
      'old.txt': 'before POSIX',
      'far/c.txt': 'prefixed',
    });
  });

  test.each([
    ['pax', { name: 'x', type: 'x', data: paxRecords({ path: LONG_NAME }) }],
    ['GNU', { name: '././@LongLink', type: 'L', data: `${LONG_NAME}\0`, form: 'gnu' as const }],
  ])('gives long names as %s has them', async (_form, ahead) => {
    const events = await eventsOf(writeTar([ahead, { name: 'short', data: 'named' }, { name: 'next', data: 'not' }]));
    expect(textsIn(events)).toEqual({ [LONG_NAME]: 'named', next: 'not' });
  });

  test('is read up to where it is cut, and says so', async () => {
    const tar = writeTar([
      { name: 'whole.txt', data: 'whole' },
      { name: 'cut.txt', data: 'x'.repeat(2000) },
    ]);
    const events = await eventsOf(tar.subarray(0, 512 * 4));
    expect(textsIn(events)).toEqual({ 'whole.txt': 'whole', 'cut.txt': 'x'.repeat(512) });
    expect(lossesIn(events)).toEqual([
      ['truncated', 'cut.txt'],
      ['truncated', '(archive)'],
    ]);
  });

  test('goes on behind damage with the next sound header', async () => {
    const tar = Buffer.concat([
      tarMember({ name: 'a.txt', data: 'before' }),
      Buffer.alloc(512, 'x'),
      writeTar([{ name: 'b.txt', data: 'behind' }]),
    ]);
    const events = await eventsOf(tar);
    expect(textsIn(events)).toEqual({ 'a.txt': 'before', 'b.txt': 'behind' });
    expect(lossesIn(events)).toEqual([['damaged', '(archive)']]);
  });

  test('may claim exabytes and take none', async () => {
    const events = await eventsOf(writeTar([{ name: 'a', data: 'x', sizeField: binarySize(1n << 60n) }]));
    expect(lossesIn(events)).toContainEqual(['truncated', 'a']);
    expect(lossesIn(events)).toContainEqual(['truncated', '(archive)']);
  });

  test('stops where the message has no parts left', async () => {
    const tar = writeTar(Array.from({ length: 300 }, (_, at) => ({ name: `${at}`, data: 'x' })));
    const events = await eventsOf(tar, { budget: { parts: 100 } });
    expect(lossesIn(events)).toHaveLength(1);
    expect(lossesIn(events)[0]?.[0]).toBe('over-budget');
  });

  test('never takes a run down, whatever its bytes', async () => {
    const seed = writeTar([
      { name: 'a', data: 'x'.repeat(600) },
      { name: 'h', type: 'x', data: paxRecords({ path: 'b', size: '3' }) },
      { name: 'b', data: 'abc' },
    ]);
    await fc.assert(
      fc.asyncProperty(mutatedBytes([seed], 600), async (bytes) => {
        const last = (await eventsOf(bytes)).at(-1);
        expect(last).toMatchObject({ type: 'tally', tally: { expected: 1 } });
      }),
      { numRuns: 200 },
    );
  });
});
