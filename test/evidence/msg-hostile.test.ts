import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceEvent } from '../../src/evidence/index.ts';
import { readNativeStream } from '../../src/evidence/ole/package.ts';
import { compoundBytes, MSG_CLASS, msgBytes, msgTree } from './compound-builder.ts';
import { mapiObject } from './mapi-builder.ts';
import { eventsOf } from './source-bytes.ts';

const OBJECT = mapiObject({
  properties: { 26: 'IPM.Note', 55: 'Subject', 4096: 'body '.repeat(2000), 26624: ['a', 'b'], 3590: new Date(0) },
  named: { '00062004-0000-0000-c000-000000000046/0x8083': 'named', '00020386-0000-0000-c000-000000000046/x-y': 'text' },
  recipients: [
    { 3093: 1, 14846: 'a@b.example' },
    { 3093: 3, 14846: 'c@d.example' },
  ],
  attachments: [
    { properties: { 14085: 1, 14087: 'a.txt' }, content: Buffer.from('attached') },
    { properties: { 14085: 5 }, content: { properties: { 55: 'Inner', 4096: 'inner' } } },
  ],
});
const SOUND = [msgBytes(OBJECT), msgBytes(OBJECT, 4096)];

const balanceOf = (events: readonly EvidenceEvent[]) => {
  const last = events.at(-1);
  return last?.type === 'tally' ? last.tally : null;
};

test('a mutated message never throws, and its tally balances', async () => {
  const mutation = fc.record({
    file: fc.constantFrom(...SOUND),
    changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 2 ** 32 - 1 })), {
      minLength: 1,
      maxLength: 20,
    }),
    isSmall: fc.boolean(),
    from: fc.constantFrom(0, 8, 512, 'Root Entry', '__properties', '__attach', '__nameid', '__recip'),
    length: fc.oneof(fc.constant(1), fc.double({ min: 0.1, max: 1, noNaN: true })),
  });
  await fc.assert(
    fc.asyncProperty(mutation, async ({ file, changes, isSmall, from, length }) => {
      const bytes = Buffer.from(file.subarray(0, Math.ceil(file.length * length)));
      const start = typeof from === 'number' ? from : Math.max(0, file.indexOf(Buffer.from(from, 'utf16le')));
      const range = Math.max(0, Math.min(bytes.length - 4 - start, isSmall ? 128 : bytes.length));
      for (const [where, value] of changes) {
        const at = Math.min(bytes.length - 4, start + Math.floor(where * range));
        bytes.writeUInt32LE(isSmall ? value % 64 : value, Math.max(0, at));
      }
      const events = await eventsOf(bytes, { step: 65_536 });
      const tally = balanceOf(events);
      if (tally !== null && tally.expected !== 'unknown') {
        expect(tally.expected).toBe(tally.read + tally.unreadable + tally.encrypted);
      }
      expect(tally).not.toBeNull();
      for (const event of events) expect(JSON.stringify(event)).not.toContain('brought its reader down');
    }),
    { numRuns: 300 },
  );
});

describe('absurd numbers', () => {
  const tree = msgTree(OBJECT);

  test('counts of recipients and attachments beyond what is there are said, once each', async () => {
    const properties = Buffer.from(tree['__properties_version1.0'] as Buffer);
    properties.writeUInt32LE(0xffffffff, 16);
    properties.writeUInt32LE(0xffffffff, 20);
    const events = await eventsOf(compoundBytes({ ...tree, '__properties_version1.0': properties }, 512, MSG_CLASS));
    const losses = events.filter(({ type }) => type === 'loss');
    expect(losses).toHaveLength(2);
    expect(losses[0]).toMatchObject({ loss: { detail: expect.stringContaining('4294967295 recipients and holds 2') } });
  });

  test('a property list with an id 100,000 times over is read as its first', async () => {
    const header = (tree['__properties_version1.0'] as Buffer).subarray(0, 32);
    const entry = Buffer.from('1f003700000000000a00000000000000', 'hex');
    const properties = Buffer.concat([header, ...Array<Buffer>(100_000).fill(entry)]);
    const events = await eventsOf(compoundBytes({ ...tree, '__properties_version1.0': properties }, 512, MSG_CLASS));
    expect(balanceOf(events)).toMatchObject({ read: 1 });
  });

  test('names whose places and lengths are beyond their stream have none', async () => {
    const names = {
      '__substg1.0_00020102': Buffer.alloc(5),
      '__substg1.0_00030102': Buffer.concat(Array<Buffer>(1000).fill(Buffer.from('ffffffffffff0000', 'hex'))),
      '__substg1.0_00040102': Buffer.from('ffffffff', 'hex'),
    };
    const events = await eventsOf(compoundBytes({ ...tree, '__nameid_version1.0': names }, 512, MSG_CLASS));
    expect(balanceOf(events)).toMatchObject({ read: 1 });
  });
});

test('any bytes are a package or none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const file = readNativeStream(bytes);
      if (file !== null) expect(file.bytes.length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
