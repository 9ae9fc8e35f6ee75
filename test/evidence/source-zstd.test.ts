import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { eventsOf, plain } from './source-bytes.ts';
import { writeTar } from './tar-fixture.ts';

const FROM = 'From bob@example.com Mon Jan  1 00:00:00 2001\n';
const messages = Array.from(
  { length: 2000 },
  (_, index) => `${FROM}Subject: ${index}\n\nline ${index} ${randomBytes(300).toString('base64')}\n\n`,
);
const mailbox = Buffer.from(messages.join(''));
const zipped = zstdCompressSync(mailbox);

const lossesOf = (events: Awaited<ReturnType<typeof eventsOf>>) =>
  events.flatMap((event) => (event.type === 'loss' ? [event.loss] : []));
const countOf = (events: Awaited<ReturnType<typeof eventsOf>>) =>
  events.filter((event) => event.type === 'message').length;

describe('a Zstandard file', () => {
  test('of an mbox reads as the mbox does, and goes on from a checkpoint', async () => {
    const events = (await eventsOf(zipped)).map(plain);
    expect(events).toEqual((await eventsOf(mailbox)).map(plain));
    const from = (await eventsOf(zipped)).flatMap((event) => (event.type === 'message' ? [event.checkpoint] : []))[777];
    const rest = await eventsOf(zipped, from === undefined ? {} : { from, step: 1000 });
    expect(rest.map(plain)).toEqual(events.slice(778));
  });

  test('of several frames, and of frames to be skipped', async () => {
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
    const frames = [zstdCompressSync(mailbox.subarray(0, 5000)), skipped, zstdCompressSync(mailbox.subarray(5000))];
    expect((await eventsOf(Buffer.concat(frames))).map(plain)).toEqual((await eventsOf(mailbox)).map(plain));
  });

  test('of a tar reads as the tar does', async () => {
    const tar = writeTar([
      { name: 'inbox.mbox', data: mailbox },
      { name: 'keys.env', data: 'TOKEN=1' },
    ]);
    expect((await eventsOf(zstdCompressSync(tar))).map(plain)).toEqual((await eventsOf(tar)).map(plain));
  });

  test('cut short: read up to the cut, one row, expectation unknown', async () => {
    const events = await eventsOf(zipped.subarray(0, zipped.length >> 1));
    expect(lossesOf(events)).toMatchObject([{ level: 'source', reason: 'truncated' }]);
    expect(countOf(events)).toBeGreaterThan(500);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 'unknown', unreadable: 0 } });
  });

  test.each([
    ['bytes that are no frame behind it', Buffer.concat([zipped, randomBytes(5000).fill(1, 0, 8), zipped]), 2000],
    [
      'a fault in its middle',
      Buffer.concat([zipped.subarray(0, zipped.length >> 1), Buffer.alloc(500_000, 0xff)]),
      500,
    ],
  ])('with %s: what comes before is read, and a row says so', async (_what, bytes, least) => {
    const events = await eventsOf(bytes);
    expect(lossesOf(events)).toMatchObject([{ level: 'source', reason: expect.stringMatching('damaged|truncated') }]);
    expect(countOf(events)).toBeGreaterThanOrEqual(least);
  });

  test.each([4, 5, 10, 18])('cut at byte %i: a row, and the tally balances', async (length) => {
    const events = await eventsOf(zipped.subarray(0, length));
    expect(lossesOf(events)).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 0, unreadable: 1 } });
  });

  test('of zeros in an archive stops where its budget does', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));
    const events = await eventsOf(writeTar([{ name: 'bomb.zst', data: bomb }]));
    expect(lossesOf(events).map(({ reason }) => reason)).toContain('over-budget');
  });
});
