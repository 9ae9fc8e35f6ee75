import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { allText, eventsOf, plain } from './source-bytes.ts';

const FROM = 'From bob@example.com Mon Jan  1 00:00:00 2001\n';
const messages = Array.from(
  { length: 200 },
  (_, index) => `${FROM}Subject: ${index}\n\nline ${index} ${randomBytes(300).toString('base64')}\n\n`,
);
const mailbox = Buffer.from(messages.join(''));
const zipped = gzipSync(mailbox);

describe('gzip', () => {
  test('of an mbox reads as the mbox does, and goes on from a checkpoint', async () => {
    const events = (await eventsOf(zipped)).map(plain);
    expect(events).toEqual((await eventsOf(mailbox)).map(plain));
    const from = (await eventsOf(zipped)).flatMap((event) => (event.type === 'message' ? [event.checkpoint] : []))[77];
    const rest = await eventsOf(zipped, from === undefined ? {} : { from, step: 1000 });
    expect(rest.map(plain)).toEqual(events.slice(78));
  });

  test('of several members and with padding after it', async () => {
    const two = Buffer.concat([
      gzipSync(mailbox.subarray(0, 5000)),
      gzipSync(mailbox.subarray(5000)),
      Buffer.alloc(512),
    ]);
    expect((await eventsOf(two)).map(plain)).toEqual((await eventsOf(mailbox)).map(plain));
  });

  test('cut short: read up to the cut, one plain sentence, expectation unknown', async () => {
    const events = await eventsOf(zipped.subarray(0, zipped.length >> 1));
    const losses = events.flatMap((event) => (event.type === 'loss' ? [event.loss] : []));
    expect(losses).toHaveLength(1);
    expect(losses[0]).toMatchObject({ level: 'source', reason: 'truncated' });
    expect(events.filter((event) => event.type === 'message').length).toBeGreaterThan(95);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 'unknown', unreadable: 0 } });
  });

  test.each([1, 10, 18])('cut at byte %i: a row, and the tally balances', async (length) => {
    const events = await eventsOf(zipped.subarray(0, length));
    expect(events.map((event) => event.type).filter((type) => type === 'loss')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 0, unreadable: 1 } });
  });

  test('with a wrong checksum: everything is read and it is said', async () => {
    const wrong = Buffer.from(zipped);
    wrong.writeUInt8(wrong.readUInt8(wrong.length - 6) ^ 1, wrong.length - 6);
    const events = await eventsOf(wrong);
    expect(events.filter((event) => event.type === 'message')).toHaveLength(200);
    expect(allText(events)).toContain('line 199');
    expect(events.find((event) => event.type === 'loss')).toMatchObject({ loss: { reason: 'damaged' } });
  });

  test('damaged in the middle: read up to the damage', async () => {
    const broken = Buffer.from(zipped);
    broken.fill(0xff, broken.length >> 1, (broken.length >> 1) + 64);
    const events = await eventsOf(broken);
    expect(events.filter((event) => event.type === 'message').length).toBeGreaterThan(90);
    expect(events.find((event) => event.type === 'loss')).toMatchObject({ loss: { reason: 'damaged' } });
  });

  test('of one message, and of a log', async () => {
    const message = await eventsOf(gzipSync('Received: x\nSubject: one\n\nbody'));
    expect(message.map((event) => event.type)).toEqual(['message', 'tally']);
    expect(allText(await eventsOf(gzipSync('a log line\n')))).toBe('a log line\n');
  });

  test('of gzip: the inner one is a member', async () => {
    expect(allText(await eventsOf(gzipSync(gzipSync('inner text'))))).toBe('inner text');
  });
});
