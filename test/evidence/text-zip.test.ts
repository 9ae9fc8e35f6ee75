import { describe, expect, test } from 'vitest';
import type { EvidenceEvent } from '../../src/evidence/index.ts';
import { lockedZip } from './locked-zip.ts';
import { allText, eventsOf as eventsOfSource, textsOf } from './source-bytes.ts';
import { writeZip } from './zip-fixture.ts';

/** A zip as an attachment: there it is parts of its message. (A zip given as a source is in archive-zip.test.ts.) */
const eventsOf: typeof eventsOfSource = (zip, options) =>
  eventsOfSource(
    Buffer.from(
      `Received: x\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n${Buffer.from(zip).toString('base64')}\n`,
    ),
    options,
  );

const lossesIn = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) =>
    event.type === 'loss' ? [[event.loss.reason, event.loss.provenance.member.join('/')]] : [],
  );
const textsIn = (events: readonly EvidenceEvent[]) =>
  Object.fromEntries(events.flatMap(textsOf).map(([name, text]) => [name.slice(1), text]));

describe('a zip', () => {
  test('of texts, stored and deflated, in folders', async () => {
    const events = await eventsOf(
      writeZip([
        { name: 'a/', data: '', method: 0 },
        { name: 'a/b.env', data: 'TOKEN=1' },
        { name: 'c.txt', data: 'stored', method: 0 },
      ]),
    );
    expect(textsIn(events)).toEqual({ '/a/b.env': 'TOKEN=1', '/c.txt': 'stored' });
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1 } });
  });

  test('in a zip, with mail, a mailbox and HTML in it', async () => {
    const inner = writeZip([
      { name: 'one.eml', data: 'Received: x\nSubject: s\n\nmail body' },
      {
        name: 'two.mbox',
        data: 'From a@b Mon Jan  1 00:00:00 2001\nSubject: 1\n\nfirst\n\nFrom a@b Mon Jan  1 00:00:00 2001\nSubject: 2\n\nsecond\n',
      },
      { name: 'page', data: '<!doctype html><p>seen<p>too' },
    ]);
    const texts = textsIn(await eventsOf(writeZip([{ name: 'inner.zip', data: inner }])));
    expect(texts).toMatchObject({
      '/inner.zip/one.eml/1': 'mail body',
      '/inner.zip/page': 'seen\n\ntoo',
    });
    expect(Object.values(texts).join()).toContain('first');
    expect(texts['/inner.zip/two.mbox/#2/1']).toContain('second');
  });

  test('with an encrypted member: a row that names it, the rest is read', async () => {
    const events = await eventsOf(
      await lockedZip([
        { name: 'locked.txt', data: 'x', password: 'p' },
        { name: 'open.txt', data: 'y' },
      ]),
    );
    expect(lossesIn(events)).toEqual([['encrypted', 'locked.txt']]);
    expect(allText(events)).toBe('y');
  });

  test('with overlapping entries: each after the first is refused', async () => {
    const kernel = { name: 'a', data: 'x'.repeat(1000) };
    const bomb = writeZip([
      kernel,
      { ...kernel, name: 'b', headerOffset: 0 },
      { ...kernel, name: 'c', headerOffset: 0 },
    ]);
    expect(lossesIn(await eventsOf(bomb)).map(([reason]) => reason)).toEqual(['damaged', 'damaged']);
  });

  test('that expands too far is cut within the budget', async () => {
    const bomb = writeZip([
      { name: 'zeros', data: Buffer.alloc(40_000_000, 'a') },
      { name: 'after', data: 'still read' },
    ]);
    const events = await eventsOf(bomb);
    expect(lossesIn(events)).toEqual([['over-budget', 'zeros']]);
    expect(allText(events)).toContain('still read');
    expect(allText(events).length).toBeLessThan(12_000_000);
  });

  test('of more members than the budget of parts says so', async () => {
    const many = writeZip(Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, data: `${index}` })));
    const events = await eventsOf(many, { budget: { parts: 10 } });
    expect(events.flatMap(textsOf)).toHaveLength(9);
    expect(lossesIn(events)).toEqual([['over-budget', '9']]);
  });

  test('nested beyond the budget of depth says so', async () => {
    let zip = writeZip([{ name: 'deep.txt', data: 'bottom' }]);
    for (let level = 0; level < 6; level += 1) zip = writeZip([{ name: 'z', data: zip }]);
    expect(allText(await eventsOf(zip))).toBe('bottom');
    const events = await eventsOf(zip, { budget: { depth: 4 } });
    expect(lossesIn(events)).toEqual([['over-budget', 'z/z/z/z']]);
  });

  test('with hostile names: they are data, and cannot steer a terminal', async () => {
    const events = await eventsOf(
      writeZip([
        { name: '../../etc/passwd', data: 'one' },
        { name: '/abs', data: 'two' },
        { name: 'a\u001b[31m\u0000b', data: 'three' },
        { name: '', nameBytes: Buffer.from([0x81, 0x62]), data: 'four' },
      ]),
    );
    expect(Object.keys(textsIn(events))).toEqual(['/../../etc/passwd', '//abs', '/a\ufffd[31m\ufffdb', '/üb']);
  });

  test('of a method not known: a row', async () => {
    expect(lossesIn(await eventsOf(writeZip([{ name: 'b', data: 'x', method: 77 }])))).toEqual([['unsupported', 'b']]);
  });

  test('without its index is salvaged, and said to be damaged', async () => {
    const zip = writeZip([
      { name: 'a.txt', data: 'first '.repeat(50) },
      { name: 'b.txt', data: 'second' },
    ]);
    const events = await eventsOf(zip.subarray(0, zip.indexOf('PK\x01\x02')));
    expect(allText(events)).toContain('second');
    expect(lossesIn(events)).toEqual([['damaged', '(archive)']]);
  });

  test('attached to a message is read', async () => {
    const zip = writeZip([{ name: 'a.txt', data: 'payload' }]);
    const mail = `Received: x\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n${zip.toString('base64')}\n`;
    expect(allText(await eventsOf(Buffer.from(mail)))).toBe('payload');
  });

  test('with a damaged member: what comes before the damage is read, and a row', async () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `line ${index * 7919}`).join('\n');
    const zip = writeZip([{ name: 'log', data: text }]);
    zip.fill(0xff, 20_000, 20_050);
    const events = await eventsOf(zip);
    expect(allText(events)).toContain('line 7919000');
    expect(lossesIn(events)).toEqual([['damaged', 'log']]);
  });
});
