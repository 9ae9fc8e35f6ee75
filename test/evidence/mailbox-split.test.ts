import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allText, eventsOf, plain, textsOf } from './source-bytes.ts';

const FROM = 'From bob@example.com Mon Jan  1 00:00:00 2001\n';
const mbox = (...messages: readonly string[]) => Buffer.from(messages.map((one) => `${FROM}${one}\n`).join(''));
const tallyOf = async (bytes: Uint8Array) => (await eventsOf(bytes)).at(-1);

const body = fc
  .array(fc.constantFrom('word', 'From here on', '>From there', '>>From x', 'Note: x', '', ' indented', 'é'), {
    maxLength: 8,
  })
  .map((lines) => lines.join('\n'));
const message = fc
  .tuple(fc.stringMatching(/^[a-z]{1,12}$/), body)
  .map(([subject, text]) => `Subject: ${subject}\nMIME-Version: 1.0\n\n${text}\n`);
/** mboxrd: one `>` more on each line that begins with any number of them and "From ". */
const quoted = (text: string) => text.replace(/^(>*From )/gm, '>$1');

describe('splitting an mbox', () => {
  test('gives back what was joined, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 300 }),
        async (all, step) => {
          const events = await eventsOf(mbox(...all.map(quoted)), { step });
          const alone = await Promise.all(all.map((one) => eventsOf(Buffer.from(one))));
          expect(events.filter((event) => event.type === 'message').map(textsOf)).toEqual(
            alone.map((single) => single.filter((event) => event.type === 'message').flatMap(textsOf)),
          );
          const count = all.length;
          expect(events.at(-1)).toMatchObject({ tally: { expected: count, read: count, unreadable: 0 } });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('goes on from every checkpoint to the same end', async () => {
    const bytes = mbox(
      'Subject: a\n\none\n',
      'Subject: b\n\ntwo\n',
      `Subject: c\n\n${'long '.repeat(900)}\n`,
      'Subject: d\n\n',
    );
    const budget = { messageBytes: 2000 };
    const events = (await eventsOf(bytes, { budget })).map((event) => event);
    for (const [index, event] of events.entries()) {
      if (event.type !== 'message') continue;
      const rest = await eventsOf(bytes, { budget, from: event.checkpoint, step: 7 });
      expect(rest.map(plain)).toEqual(events.slice(index + 1).map(plain));
    }
    expect(events.filter((event) => event.type === 'message')).toHaveLength(4);
  });

  test('one message is read again from its own place', async () => {
    const bytes = mbox('Subject: a\n\none\n', 'Subject: b\n\ntwo\n', 'Subject: c\n\nthree\n');
    const events = await eventsOf(bytes);
    const position =
      events.flatMap((event) => (event.type === 'message' ? [event.message.place.position] : []))[1] ?? [];
    const tally = { expected: 0, read: 0, unreadable: 0, encrypted: 0, recovered: 0 };
    const again = await eventsOf(bytes, { from: { position, tally } });
    expect(again.flatMap(textsOf).map(([, text]) => text.trim())).toEqual(['two', 'three']);
    expect(again[0]).toMatchObject({ message: { header: { subject: 'b' } } });
  });

  test('spans say where the bytes of each message stand', async () => {
    const bytes = mbox('Subject: a\n\none\n', 'Subject: b\n\ntwo\n');
    const spans = (await eventsOf(bytes)).flatMap((event) => (event.type === 'message' ? [event.message.span] : []));
    expect(spans.map(([start, end]) => bytes.toString('latin1', start, end))).toEqual([
      'Subject: a\n\none\n',
      'Subject: b\n\ntwo\n',
    ]);
  });

  test('a body line that begins "From " does not split', async () => {
    const bytes = mbox('Subject: a\n\nlove\n\nFrom Russia with love\nYear: 1963\n\nFrom now on\n');
    expect(await tallyOf(bytes)).toMatchObject({ tally: { expected: 1, read: 1 } });
    expect(allText(await eventsOf(bytes))).toContain('From Russia with love\nYear: 1963');
  });

  test('Content-Length is honoured where it lands on a separator, and only there', async () => {
    const inner = `before\n\n${FROM}Subject: quoted\n\nafter\n`;
    const right = mbox(`Subject: a\nContent-Length: ${inner.length}\n\n${inner}`, 'Subject: b\n\nx\n');
    expect(await tallyOf(right)).toMatchObject({ tally: { expected: 2, read: 2 } });
    const wrong = mbox(`Subject: a\nContent-Length: ${inner.length - 3}\n\n${inner}`, 'Subject: b\n\nx\n');
    expect(await tallyOf(wrong)).toMatchObject({ tally: { expected: 3, read: 3 } });
    const absurd = mbox(`Subject: a\nContent-Length: 999999999999999\n\n${inner}`, 'Subject: b\n\nx\n');
    expect(await tallyOf(absurd)).toMatchObject({ tally: { expected: 3, read: 3 } });
  });

  test('a message beyond the budget is cut, said to be, and the next is read', async () => {
    const bytes = mbox(`Subject: big\n\n${'x'.repeat(5_000_000)}\n`, 'Subject: next\n\ny\n');
    const events = await eventsOf(bytes, { budget: { messageBytes: 1000 }, step: 65_536 });
    expect(events.map((event) => event.type)).toEqual(['loss', 'message', 'message', 'tally']);
    expect(events[0]).toMatchObject({ loss: { level: 'message', reason: 'over-budget' } });
    expect(events[1]).toMatchObject({
      message: { problems: expect.arrayContaining([{ code: 'truncated', offset: 1000 }]) },
    });
    expect(events.at(-1)).toMatchObject({ tally: { expected: 2, read: 2 } });
  });

  test('empty messages and messages without a header count', async () => {
    expect(await tallyOf(Buffer.from(`${FROM}\nTest\n\n${FROM}\nTest 2`))).toMatchObject({
      tally: { expected: 2, read: 2 },
    });
    expect(await tallyOf(Buffer.from(`${FROM}Subject: x`))).toMatchObject({ tally: { expected: 1, read: 1 } });
  });
});
