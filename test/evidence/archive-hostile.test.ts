import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectBalance, fileEvents, line, mailbox, message, placed } from './archive-events.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { eventsOf } from './source-bytes.ts';
import { paxRecords, tarMember, writeTar } from './tar-fixture.ts';
import { writeZip } from './zip-fixture.ts';

const MEMBERS = [
  { name: 'a.mbox', data: mailbox('one', 'two') },
  { name: 'b.eml', data: message('three') },
  { name: 'c.txt', data: 'text '.repeat(100) },
];
const SEEDS: readonly Buffer[] = [
  writeZip(MEMBERS),
  writeZip(MEMBERS.map((member) => ({ ...member, method: 0 as const }))),
  writeZip([
    { name: 'inner.zip', data: writeZip(MEMBERS) },
    { name: 'inner.tar', data: writeTar(MEMBERS) },
  ]),
  writeTar(MEMBERS),
  Buffer.concat([
    tarMember({ name: 'x', type: 'x', data: paxRecords({ path: 'long', size: '20' }) }),
    writeTar(MEMBERS),
  ]),
  writeTar([
    { name: 'inner.zip', data: writeZip(MEMBERS) },
    { name: 'd.gz', data: gzipSync(mailbox('four')) },
  ]),
  gzipSync(writeTar(MEMBERS)),
];

const mutated = mutatedBytes(SEEDS, 600);

describe('any change to an archive', () => {
  test('never throws, and the tally balances or is unknown; a file reads as a stream does', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const file = await fileEvents(bytes);
        expectBalance(file);
        const streamed = await eventsOf(bytes, { step: 1000 });
        expectBalance(streamed);
        expect(streamed.map(line)).toEqual(file.map(line));
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  test('goes on from any checkpoint', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const whole = await fileEvents(bytes);
        for (const [index, event] of whole.entries()) {
          if (event.type !== 'message' && event.type !== 'document') continue;
          const rest = await fileEvents(bytes, { from: event.checkpoint });
          expect(placed(rest)).toEqual(placed(whole.slice(index + 1)));
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
