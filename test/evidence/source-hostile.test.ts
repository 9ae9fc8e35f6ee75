import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { type EvidenceEvent, lossesOf } from '../../src/evidence/index.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { eventsOf, plain } from './source-bytes.ts';
import { writeZip } from './zip-fixture.ts';

const FROM = 'From bob@example.com Mon Jan  1 00:00:00 2001\n';
const SEEDS: readonly Buffer[] = [
  Buffer.from(`${FROM}Subject: a\n\none\n\n${FROM}Subject: b\nContent-Length: 4\n\ntwo\n\n`),
  Buffer.from('Received: x\nContent-Type: text/html\n\n<table><tr><td>a<td>b</table><!-- c -->'),
  gzipSync(`${FROM}Subject: a\n\n${'one '.repeat(100)}\n`),
  writeZip([
    { name: 'a.txt', data: 'text '.repeat(100) },
    { name: 'b.zip', data: writeZip([{ name: 'c.eml', data: 'Received: y\n\nz' }]) },
  ]),
  writeZip([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: 'word/document.xml', data: '<w:p><w:r><w:t>text</w:t></w:r></w:p>' },
    { name: 'xl/worksheets/sheet1.xml', data: '<row><c t="s"><v>0</v></c></row>' },
  ]),
  Buffer.from('\xff\xfea\0b\0c\0\n\0', 'latin1'),
];

const mutated = mutatedBytes(SEEDS, 40);

function expectSound(events: readonly EvidenceEvent[]): void {
  const last = events.at(-1);
  expect(last?.type).toBe('tally');
  if (last?.type === 'tally') expect(tallyBalances(last.tally)).toBe(true);
  const rows = events.filter((event) => event.type === 'loss' && event.loss.level === 'part').length;
  const unread = events.flatMap((event) => {
    if (event.type === 'message') return lossesOf(event.message);
    return event.type === 'document' ? lossesOf(event.document) : [];
  });
  expect(rows).toBe(unread.length);
  for (const event of events) {
    if (event.type !== 'message' && event.type !== 'document') continue;
    const { parts } = event.type === 'message' ? event.message : event.document;
    for (const part of parts) {
      part.bytes();
      if (part.content.state !== 'text') continue;
      const { utf8, hidden } = part.content.text;
      let reached = 0;
      for (const [start, end] of hidden) {
        expect(start >= reached && start < end && end <= utf8.length).toBe(true);
        reached = end;
      }
    }
  }
}

describe('any bytes', () => {
  test('are read without a throw, every unread part is a row, and the tally balances', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, fc.uint8Array({ maxLength: 400 })), async (bytes) => {
        expectSound(await eventsOf(bytes, { step: 4096 }));
      }),
      { numRuns: 500 },
    );
  });

  test('read the same in pieces of any size, and from any checkpoint on', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, fc.integer({ min: 1, max: 200 }), async (bytes, step) => {
        const whole = await eventsOf(bytes, { step: 1 << 20 });
        expect((await eventsOf(bytes, { step })).map(plain)).toEqual(whole.map(plain));
        for (const [index, event] of whole.entries()) {
          if (event.type !== 'message' && event.type !== 'document') continue;
          const rest = await eventsOf(bytes, { from: event.checkpoint });
          expect(rest.map(plain)).toEqual(whole.slice(index + 1).map(plain));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('hostile mailboxes', () => {
  test('a hundred thousand empty messages', async () => {
    const events = await eventsOf(Buffer.from(`${FROM}\n`.repeat(100_000)), { step: 1 << 20 });
    expect(events.at(-1)).toMatchObject({ tally: { expected: 100_000, read: 100_000 } });
  });

  test('lines that nearly are separators, in linear time', async () => {
    const started = performance.now();
    await eventsOf(Buffer.from(`${FROM}X: y\n\n${'\nFrom a@b Mon Jan  1 00:00:00 2001\nno field\n'.repeat(50_000)}`), {
      step: 1 << 20,
    });
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test('Content-Length that reaches far, in every message, in linear time', async () => {
    const message = `${FROM}Subject: x\nContent-Length: 3000000\n\nbody\n\n`;
    const started = performance.now();
    const events = await eventsOf(Buffer.from(message.repeat(30_000)), { step: 1 << 20 });
    expect(events.at(-1)).toMatchObject({ tally: { expected: 30_000, read: 30_000 } });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
