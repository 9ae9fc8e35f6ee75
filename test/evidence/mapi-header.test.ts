import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { mapiMessage } from '../../src/evidence/mapi/mapi-message.ts';
import type { MessageHeader } from '../../src/evidence/message.ts';
import { bytePlace } from '../../src/evidence/place.ts';
import { recogniseSource } from '../../src/evidence/source/recognise.ts';
import { extractPart } from '../../src/evidence/text/extract-part.ts';
import { mapiObject, type ObjectFixture, type Value } from './mapi-builder.ts';

const options = {
  budget: DEFAULT_BUDGET,
  source: 's',
  span: [0, 1],
  place: bytePlace(0),
  extract: extractPart,
} as const;
const headerOf = (fixture: ObjectFixture): MessageHeader => mapiMessage(mapiObject(fixture), options).header;

const TRANSPORT = [
  'Received: from a by b',
  'From: "Ada" <ada@a.example>',
  'To: bob@b.example, "Eve" <eve@e.example>',
  'Subject: =?utf-8?q?Caf=C3=A9?=',
  'Date: Fri, 1 Mar 2024 10:00:00 +0100',
  'Message-ID: <1@a.example>',
  'References: <0@a.example>',
].join('\r\n');

const DN = '/O=ORG/OU=EXCHANGE/CN=RECIPIENTS/CN=BOB';

/** A one-off entry id in Unicode ([MS-OXCDATA] §2.2.5.1). */
function oneOff(name: string, type: string, address: string): Buffer {
  const head = Buffer.from('00000000812b1fa4bea310199d6e00dd010f540200000190', 'hex');
  return Buffer.concat([head, Buffer.from(`${name}\0${type}\0${address}\0`, 'utf16le')]);
}

function flatList(...entries: readonly Buffer[]): Buffer {
  const items = entries.map((entry) => {
    const padded = Buffer.alloc(4 + entry.length + ((4 - (entry.length % 4)) % 4));
    padded.writeUInt32LE(entry.length);
    entry.copy(padded, 4);
    return padded;
  });
  const head = Buffer.alloc(8);
  head.writeUInt32LE(entries.length);
  return Buffer.concat([head, ...items]);
}

describe('the header of a MAPI object', () => {
  it('is its transport headers, where they stand', () => {
    const header = headerOf({ properties: { 125: `\r\n${TRANSPORT}\r\n\r\n`, 3590: new Date() } });
    expect(header).toMatchObject({
      messageId: '<1@a.example>',
      subject: 'Café',
      from: [{ name: 'Ada', address: 'ada@a.example' }],
      to: [
        { name: null, address: 'bob@b.example' },
        { name: 'Eve', address: 'eve@e.example' },
      ],
      references: ['<0@a.example>'],
      date: { at: '2024-03-01T09:00:00.000Z', offsetMinutes: 60 },
    });
    expect(header.all('RECEIVED')).toEqual(['from a by b']);
  });

  it('is its properties, where there are no others', () => {
    const header = headerOf({
      properties: {
        55: '\u0001\u0005RE: Plan',
        57: new Date('2024-03-01T09:00:00Z'),
        66: 'Ada',
        100: 'EX',
        101: DN,
        23810: 'ada@a.example',
        3098: 'Secretary',
        3102: 'SMTP',
        3103: 'sec@a.example',
        4149: '<1@a.example>',
        4162: '<0@a.example>',
        79: flatList(oneOff('Help', 'SMTP', 'help@a.example'), oneOff('', 'SMTP', 'b@a.example')),
      },
      named: { '00020386-0000-0000-c000-000000000046/x-mailer': 'Program 1' },
      recipients: [
        { 3093: 1, 12289: 'Bob', 12290: 'EX', 12291: DN, 14846: 'bob@b.example' },
        { 3093: 2, 12289: "'cc@c.example'" },
        { 3093: 0x10000003, 12289: 'Hidden', 4095: oneOff('Hidden', 'SMTP', 'hidden@h.example') },
      ],
    });
    expect(header).toMatchObject({
      subject: 'RE: Plan',
      messageId: '<1@a.example>',
      inReplyTo: ['<0@a.example>'],
      from: [{ name: 'Ada', address: 'ada@a.example' }],
      sender: [{ name: 'Secretary', address: 'sec@a.example' }],
      replyTo: [
        { name: 'Help', address: 'help@a.example' },
        { name: null, address: 'b@a.example' },
      ],
      to: [{ name: 'Bob', address: 'bob@b.example' }],
      cc: [{ name: null, address: 'cc@c.example' }],
      bcc: [{ name: 'Hidden', address: 'hidden@h.example' }],
      date: { at: '2024-03-01T09:00:00.000Z', offsetMinutes: null, raw: 'Fri, 01 Mar 2024 09:00:00 -0000' },
    });
    expect(header.all('X-Mailer')).toEqual(['Program 1']);
    expect(header.all('received')).toEqual([]);
  });

  it('unites both: each address once, SMTP before a directory name', () => {
    const header = headerOf({
      properties: { 125: TRANSPORT },
      recipients: [
        { 3093: 1, 12289: 'Bob', 14846: 'BOB@b.example' },
        { 3093: 1, 12289: 'Eve', 12290: 'EX', 12291: DN },
        { 3093: 1, 12289: 'Third', 14846: 'third@t.example' },
        { 3093: 3, 14846: 'blind@b.example' },
      ],
    });
    expect(header.to.map(({ address }) => address)).toEqual(['bob@b.example', 'eve@e.example', 'third@t.example']);
    expect(header.bcc).toEqual([{ name: null, address: 'blind@b.example' }]);
  });

  it('keeps a directory name where nothing better is said', () => {
    const sender = { 3098: 'Bob', 3102: 'EX', 3103: DN };
    expect(headerOf({ properties: sender }).from).toEqual([{ name: 'Bob', address: DN }]);
    const known = { ...sender, 16419: DN.toLowerCase(), 23818: 'bob@b.example' };
    expect(headerOf({ properties: known }).from).toEqual([{ name: 'Bob', address: 'bob@b.example' }]);
  });

  it('takes the recipients for show where there is no table of them', () => {
    const header = headerOf({ properties: { 3588: 'Bob; eve@e.example' } });
    expect(header.to.map(({ address }) => address)).toEqual(['Bob', 'eve@e.example']);
  });

  it.each([
    { name: 'its own code page', properties: { 16381: 1251 } },
    { name: "its locale's code page", properties: { 16369: 0x0419, 16350: 20866 } },
    { name: "its mail's code page", properties: { 16350: 1251 } },
  ])('reads 8-bit text in $name', ({ properties }) => {
    const subject = { string8: Buffer.from('cff0e8e2e5f2', 'hex') };
    expect(headerOf({ properties: { ...properties, 55: subject } }).subject).toBe('Привет');
  });
});

it('a calendar is no mail, whatever its lines look like', () => {
  const calendar = 'BEGIN:VCALENDAR\r\nX-WR-CALNAME:Work\r\nSTATUS:CONFIRMED\r\nDATE:x\r\nEND:VCALENDAR\r\n';
  expect(recogniseSource(Buffer.from(calendar)).kind).toBe('text');
});

describe('hostile objects', () => {
  const value: fc.Arbitrary<Value> = fc.oneof(
    fc.record({
      type: fc.constantFrom(2, 3, 5, 0xb, 0x14, 0x1e, 0x1f, 0x40, 0x48, 0x102, 0x0d),
      values: fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 3 }),
    }),
    fc.string(),
  );
  const ids = fc.constantFrom(
    ...[0x1a, 0x37, 0x39, 0x3d, 0x42, 0x4f, 0x64, 0x65, 0x7d, 0xc15, 0xc1a, 0xc1f, 0xe04, 0xe06, 0xfff, 0x1000, 0x1009],
    ...[0x1013, 0x1035, 0x1039, 0x1042, 0x3001, 0x3002, 0x3003, 0x3004, 0x39fe, 0x3fde, 0x3ff1, 0x3ffd, 0x3707, 0x370e],
  );
  const values = fc.dictionary(ids.map(String), value).map((record) => record as Record<number, Value>);
  const names = fc.constantFrom('0x8083', '0x8054', '0x820d', '0x825e', '0x8101', '0x8102', 'Keywords');
  const sets = fc.constantFrom('00062004', '00062002', '00062003', '00020329');
  const named = fc.dictionary(
    fc.tuple(sets, names).map(([set, name]) => `${set}-0000-0000-c000-000000000046/${name}`),
    value,
  );
  const classes = fc.constantFrom(
    'IPM.Note',
    'IPM.Contact',
    'IPM.DistList',
    'IPM.Appointment',
    'IPM.Task',
    'REPORT.IPM.Note.NDR',
  );

  it('never throw, and every part of theirs has a path', () => {
    fc.assert(
      fc.property(
        values,
        named,
        fc.array(values, { maxLength: 3 }),
        classes,
        (own, others, recipients, messageClass) => {
          const attachments = recipients.map((properties) => ({ properties, content: { properties, recipients } }));
          const properties = { ...own, 26: messageClass };
          const message = mapiMessage(mapiObject({ properties, named: others, recipients, attachments }), options);
          const { header, parts, problems } = message;
          const read = [
            header.from,
            header.sender,
            header.replyTo,
            header.to,
            header.cc,
            header.bcc,
            header.references,
          ];
          expect([...read, header.inReplyTo, problems].every(Array.isArray)).toBe(true);
          expect([header.subject, header.messageId, header.date].every((one) => one !== undefined)).toBe(true);
          for (const part of parts) expect([part.path, part.bytes() === undefined]).not.toContain('');
        },
      ),
      { numRuns: 300 },
    );
  });
});
