import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceEvent } from '../../src/evidence/index.ts';
import { emlxSpan } from '../../src/evidence/mailbox/emlx.ts';
import { eventsOf, textsOf } from './source-bytes.ts';
import { writeZip } from './zip-fixture.ts';

const messagesIn = (events: readonly EvidenceEvent[]) =>
  events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
const textsIn = (events: readonly EvidenceEvent[]) => events.flatMap(textsOf).map(([, text]) => text.trim());
const MAIL = 'From: a@b\nTo: c@d\nSubject: s\nMessage-ID: <1@b>\n\nthe body\n';
const PLIST =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist>\n<plist version="1.0"><dict><key>flags</key><integer>1</integer><key>subject</key><string>of the list</string></dict></plist>\n';
const emlx = (mail: string, plist = PLIST) => Buffer.from(`${String(mail.length).padEnd(11)}\n${mail}${plist}`);

describe('Apple Mail', () => {
  test('a message between a count and a property list: the span is the message alone', async () => {
    const file = emlx(MAIL);
    const events = await eventsOf(file);
    expect(messagesIn(events).map(({ span }) => file.subarray(...span).toString())).toEqual([MAIL]);
    expect(textsIn(events)).toEqual(['the body']);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1 } });
  });

  test('read again from its own place it is the same', async () => {
    const file = emlx(MAIL);
    const [message] = messagesIn(await eventsOf(file));
    const from = {
      position: message?.place.position ?? [],
      tally: { expected: 0, read: 0, unreadable: 0, encrypted: 0, recovered: 0 },
    };
    const [again] = messagesIn(await eventsOf(file, { from }));
    expect(again?.span).toEqual(message?.span);
    expect(again?.header.subject).toBe('s');
  });

  test('with a count that is not true the message ends before the property list', async () => {
    for (const wrong of [
      `5\n${MAIL}${PLIST}`,
      `999999\n${MAIL}${PLIST}`,
      `${MAIL.length}\n${MAIL}${PLIST}`.replace(/\n/g, '\r\n'),
    ]) {
      expect(textsIn(await eventsOf(Buffer.from(wrong)))).toEqual(['the body']);
    }
  });

  test('without a property list, cut short: all there is', async () => {
    expect(textsIn(await eventsOf(Buffer.from(`999\n${MAIL}`)))).toEqual(['the body']);
  });

  test('a partial one says that its attachment is kept beside it', async () => {
    const partial =
      'From: a@b\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nhere\n--x\nContent-Type: application/pdf; name=gone.pdf\nX-Apple-Content-Length: 4711\n\n\n--x--\n';
    const events = await eventsOf(emlx(partial));
    expect(events.filter((event) => event.type === 'loss')).toMatchObject([
      { loss: { level: 'part', reason: 'not-found', provenance: { part: '2' } } },
    ]);
    expect(textsIn(events)).toEqual(['here']);
  });

  test('in an archive it is a message', async () => {
    const events = await eventsOf(writeZip([{ name: 'Messages/1.emlx', data: emlx(MAIL) }]));
    expect(textsIn(events)).toContain('the body');
    expect(textsIn(events).join()).not.toContain('of the list');
  });

  test('a text that begins with a number is none', async () => {
    const events = await eventsOf(Buffer.from('1795\nthe year of a treaty\n'));
    expect(events[0]).toMatchObject({ type: 'document' });
  });

  test('of any bytes: a span within the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(`${text.length}\n${text}<?xml <plist`)),
        ),
        (bytes) => {
          const { start, end } = emlxSpan(Buffer.from(bytes));
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });
});

describe('Thunderbird', () => {
  test('its separators, its status fields; a message marked as deleted is still there and is read', async () => {
    const mailbox = [
      'From - Mon Jan 01 10:00:00 2024\nX-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nX-Mozilla-Keys:                     \nFrom: a@b\nSubject: kept\n\none\n',
      'From - Mon Jan 01 11:00:00 2024\nX-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\nFrom: a@b\nSubject: deleted\n\ntwo\n',
      'From - Mon Jan 01 12:00:00 2024\nX-Mozilla-Status: 0008\nFrom: a@b\nSubject: deleted too\n\nthree\n',
    ].join('\n');
    const events = await eventsOf(Buffer.from(mailbox));
    expect(textsIn(events)).toEqual(['one', 'two', 'three']);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 3, read: 3 } });
  });
});

describe('Google Takeout', () => {
  const message = (labels: string, body: string) =>
    `From 1789012345678901234@xxx Mon Jan 01 10:00:00 +0000 2024\r\nX-GM-THRID: 1789012345678901234\r\n${labels}Delivered-To: a@b\r\nFrom: a@b\r\nSubject: s\r\n\r\n${body}\r\n\r\n`;

  test('its separators, and labels as the folder', async () => {
    const mailbox = [
      message('X-Gmail-Labels: Inbox,Important,"Work, old",Projects/Alpha\r\n', 'one'),
      message('X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=,\r\n =?UTF-8?Q?Gr=C3=BCn?=\r\n', 'two'),
      message('', 'three'),
    ].join('');
    const events = await eventsOf(Buffer.from(mailbox));
    expect(messagesIn(events).map(({ place }) => place.folder)).toEqual([
      'Inbox, Important, Work, old, Projects/Alpha',
      'Entwürfe, Grün',
      null,
    ]);
    expect(textsIn(events)).toEqual(['one', 'two', 'three']);
  });

  test('labels that another mailbox only quotes are no folder', async () => {
    const mailbox = Buffer.from('From a@b Mon Jan  1 10:00:00 2024\nFrom: a@b\nX-Gmail-Labels: Inbox\n\nbody\n');
    expect(messagesIn(await eventsOf(mailbox)).map(({ place }) => place.folder)).toEqual([null]);
  });
});

describe('mboxcl2', () => {
  test('a line of text that is a separator in every way is text where Content-Length says so', async () => {
    const body = 'before\n\nFrom a@b Mon Jan  1 10:00:00 2024\nSubject: not a message\n\nafter\n';
    const entry = (subject: string) =>
      `From a@b Mon Jan  1 10:00:00 2024\nFrom: a@b\nSubject: ${subject}\nContent-Length: ${body.length}\n\n${body}\n`;
    const events = await eventsOf(Buffer.from(entry('1') + entry('2')));
    expect(messagesIn(events).map(({ header }) => header.subject)).toEqual(['1', '2']);
    expect(textsIn(events)).toEqual([body.trim(), body.trim()]);
  });
});

const EMLX =
  '../shared/corpora/mail/tika/tika-parsers/tika-parsers-standard/tika-parsers-standard-modules/tika-parser-microsoft-module/src/test/resources/test-documents/testEMLX.emlx';

test.skipIf(!existsSync(EMLX))("tika's EMLX (skipped without ../shared)", async () => {
  const file = readFileSync(EMLX);
  const events = await eventsOf(file);
  expect(messagesIn(events)).toMatchObject([
    { span: [5, 1800], header: { subject: '[jira] Commented: (TIKA-461) RFC822 messages not parsed' } },
  ]);
  expect(file.subarray(1800, 1805).toString()).toBe('<?xml');
  expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1 } });
});
