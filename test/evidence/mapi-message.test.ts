import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { lossesOf } from '../../src/evidence/loss.ts';
import { mapiMessage } from '../../src/evidence/mapi/mapi-message.ts';
import type { Message } from '../../src/evidence/message.ts';
import { bytePlace } from '../../src/evidence/place.ts';
import { extractPart } from '../../src/evidence/text/extract-part.ts';
import { mapiObject, type ObjectFixture } from './mapi-builder.ts';

function read(fixture: ObjectFixture, budget = DEFAULT_BUDGET): Message {
  const place = bytePlace(0);
  return mapiMessage(mapiObject(fixture), { budget, source: 's', span: [0, 1], place, extract: extractPart });
}

const RTF_HELLO = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
);
const HTML_IN_RTF = storedRtf(
  '{\\rtf1\\ansi\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\htmltag64 <p>}Rich text{\\*\\htmltag72 </p>}}',
);
const TEXT_IN_RTF = storedRtf('{\\rtf1\\ansi\\fromtext \\deff0{\\fonttbl{\\f0 Arial;}}Plain text}');

/** RTF as PidTagRtfCompressed may hold it uncompressed. */
function storedRtf(text: string): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(text.length + 12, 0);
  header.writeUInt32LE(text.length, 4);
  header.write('MELA', 8, 'latin1');
  return Buffer.concat([header, Buffer.from(text, 'latin1')]);
}

/** Parts as `path role type state: text`. */
function sketch({ parts }: Message): readonly string[] {
  return parts.map(({ path, member, role, mediaType, content }) => {
    const text = content.state === 'text' ? Buffer.from(content.text.utf8).toString().trim() : '';
    const at = [path, ...member].join('>');
    return `${at} ${role} ${mediaType} ${content.state}${text === '' ? '' : `: ${text}`}`;
  });
}

const GONE = { reason: 'damaged', detail: 'A block of the store is gone.' } as const;

describe('the parts of a MAPI object', () => {
  const cases: readonly { name: string; fixture: ObjectFixture; parts: readonly string[] }[] = [
    { name: 'nothing', fixture: {}, parts: [] },
    {
      name: 'one body is "1"',
      fixture: { properties: { 4096: 'Hello' } },
      parts: ['1 body text/plain text: Hello'],
    },
    {
      name: 'the richest of several is the body',
      fixture: { properties: { 4096: 'Hello', 4115: Buffer.from('<p>Hello') } },
      parts: [
        '1 container multipart/alternative container',
        '1.1 alternative text/plain text: Hello',
        '1.2 body text/html text: Hello',
      ],
    },
    {
      name: 'an empty body is none beside a full one',
      fixture: { properties: { 4096: 'Hello', 4115: Buffer.alloc(0) } },
      parts: ['1 body text/plain text: Hello'],
    },
    {
      name: 'native RTF is a body',
      fixture: { properties: { 4105: RTF_HELLO } },
      parts: ['1 body text/rtf text: hello world'],
    },
    {
      name: 'HTML in RTF is HTML',
      fixture: { properties: { 4096: 'Rich text', 4105: HTML_IN_RTF } },
      parts: [
        '1 container multipart/alternative container',
        '1.1 alternative text/plain text: Rich text',
        '1.2 body text/html text: Rich text',
      ],
    },
    {
      name: 'RTF that says HTML again is not read twice',
      fixture: { properties: { 4105: HTML_IN_RTF, 4115: Buffer.from('<p>Rich text</p>') } },
      parts: ['1 body text/html text: Rich text'],
    },
    {
      name: 'RTF that says plain text again is not read twice',
      fixture: { properties: { 4096: 'Plain text', 4105: TEXT_IN_RTF } },
      parts: ['1 body text/plain text: Plain text'],
    },
    {
      name: 'plain text in RTF alone is the body',
      fixture: { properties: { 4105: TEXT_IN_RTF } },
      parts: ['1 body text/plain text: Plain text'],
    },
    {
      name: 'attachments after the bodies, embedded messages with parts of their own',
      fixture: {
        properties: { 4096: 'Outer' },
        attachments: [
          { properties: { 14087: 'a.txt' }, content: Buffer.from('attached') },
          {
            content: {
              properties: { 55: 'Inner', 4096: 'Inner text' },
              attachments: [{ content: { properties: { 4096: 'Innermost' } } }],
            },
          },
        ],
      },
      parts: [
        '1 body text/plain text: Outer',
        '2 attachment application/octet-stream text: attached',
        '3 attachment message/rfc822 message',
        '3.1 body text/plain text: Inner text',
        '3.2 attachment message/rfc822 message',
        '3.2.1 body text/plain text: Innermost',
      ],
    },
    {
      name: 'a file in a plain body is a member',
      fixture: { properties: { 4096: 'See:\nbegin 644 a.txt\n#86)C\n`\nend\n' } },
      parts: [
        '1 body text/plain text: See:\nbegin 644 a.txt\n#86)C\n`\nend',
        '1>a.txt attachment text/plain text: abc',
      ],
    },
    {
      name: 'clear-signed mail is opened, its header in the bytes or in the attachment',
      fixture: {
        properties: { 26: 'IPM.Note.SMIME.MultipartSigned' },
        attachments: [
          {
            properties: { 14094: 'multipart/signed;boundary="b"' },
            content: Buffer.from('--b\r\nContent-Type: text/plain\r\n\r\nSigned\r\n--b--\r\n'),
          },
        ],
      },
      parts: [
        '1 attachment multipart/signed message',
        '1>TEXT container multipart/signed container',
        '1>1 body text/plain text: Signed',
      ],
    },
    {
      name: 'what is typed beside the bodies, and not what programs keep',
      fixture: {
        properties: { 4096: 'Hi', 12292: 'a comment', 32014: 'x', 3624: 'x', 112: 'x' },
        named: {
          '00020329-0000-0000-c000-000000000046/Keywords': ['Red', 'Blue'],
          '00020329-0000-0000-c000-000000000046/VPN password': 'hunter2',
          '00062008-0000-0000-c000-000000000046/0x8535': 'bill me',
          '00020386-0000-0000-c000-000000000046/x-mailer': 'Program',
          '23239608-685d-4732-9c55-4c95cb4e8e33/InferenceClassificationReason': 'x',
        },
      },
      parts: [
        '1 body text/plain text: Hi',
        '2 attachment text/plain text: Comment: a comment\nCategories: Red\nCategories: Blue\nVPN password: hunter2\nBilling: bill me',
      ],
    },
  ];
  it.each(cases)('$name', ({ fixture, parts }) => {
    expect(sketch(read(fixture))).toEqual(parts);
  });

  it('tells attachments by all that their properties say', () => {
    const properties = { 14084: 'REPORT~1.CSV', 14087: 'Report of today.csv', 14094: 'Text/CSV', 14098: 'a@b' };
    const [part] = read({ attachments: [{ properties, content: Buffer.from('a,b') }] }).parts;
    expect(part).toMatchObject({ fileName: 'Report of today.csv', mediaType: 'text/csv', contentId: '<a@b>' });
    expect(Buffer.from(part?.bytes() ?? []).toString()).toBe('a,b');
  });
});

describe('what of a MAPI object is lost', () => {
  const lossOf = (fixture: ObjectFixture, budget = DEFAULT_BUDGET) =>
    lossesOf(read(fixture, budget)).map(({ reason, detail, provenance }) => `${provenance.part} ${reason}: ${detail}`);

  it('a lost body, subject, recipient and list of attachments are rows', () => {
    const losses = lossOf({
      properties: { 4096: { lost: GONE, type: 0x1f }, 55: { lost: GONE, type: 0x1f } },
      recipients: [{ 14846: { lost: GONE, type: 0x1f } }],
      shortfalls: [{ reason: 'damaged', detail: 'The list of attachments is gone.' }],
    });
    expect(losses).toEqual([
      '1 damaged: A block of the store is gone.',
      '2 damaged: The list of attachments is gone.',
      '3 damaged: The property 0x0037 of this message was not read. A block of the store is gone.',
      '4 damaged: The property 0x39fe of this message was not read. A block of the store is gone.',
    ]);
  });

  it('an attachment that is a link keeps its target out of the sentence', () => {
    const message = read({ attachments: [{ content: { target: '\\\\server\\secret.docx' } }] });
    expect(message.parts[0]).toMatchObject({ fileName: '\\\\server\\secret.docx', content: { reason: 'not-found' } });
    expect(lossesOf(message)[0]?.detail).not.toContain('secret');
  });

  it('what is over a budget is a row and is not read', () => {
    const large = { content: Buffer.alloc(2000) };
    expect(lossOf({ attachments: [large] }, { ...DEFAULT_BUDGET, partBytes: 1000 })).toHaveLength(1);
    expect(lossOf({ attachments: [large, large] }, { ...DEFAULT_BUDGET, expandedBytes: 3000 })[1]).toMatch(
      /^2 over-budget/,
    );
    expect(lossOf({ attachments: [large, large] }, { ...DEFAULT_BUDGET, parts: 1 }).at(-1)).toMatch(/^2 over-budget/);
  });

  it('a message in itself without end ends at the depth allowed', () => {
    const object = mapiObject({ properties: { 4096: 'again' } });
    const endless = {
      ...object,
      attachments: [{ properties: new Map(), open: () => ({ state: 'message', message: endless }) as const }],
    };
    const options = {
      budget: { ...DEFAULT_BUDGET, depth: 5 },
      source: 's',
      span: [0, 1],
      place: bytePlace(0),
      extract: extractPart,
    } as const;
    const { parts } = mapiMessage(endless, options);
    expect(parts.at(-1)).toMatchObject({ path: '2.2.2.2.2.2', content: { state: 'unread', reason: 'over-budget' } });
  });
});

describe('what an item says in its fields', () => {
  const ADDRESS = '00062004-0000-0000-c000-000000000046';
  const APPOINTMENT = '00062002-0000-0000-c000-000000000046';
  const TASK = '00062003-0000-0000-c000-000000000046';
  const textOf = (fixture: ObjectFixture) => sketch(read(fixture))[0]?.split(': ').slice(1).join(': ').split('\n');

  it('a contact', () => {
    const text = textOf({
      properties: {
        26: 'IPM.Contact',
        12289: 'Ada Lovelace',
        14876: '+44 1',
        14870: 'Engines',
        14914: new Date('1815-12-10'),
      },
      named: { [`${ADDRESS}/0x8083`]: 'ada@engines.example', [`${ADDRESS}/0x804f`]: 'pin 1234' },
    });
    expect(text).toEqual([
      'Name: Ada Lovelace',
      'Company: Engines',
      'E-mail: ada@engines.example',
      'Mobile phone: +44 1',
      'Birthday: 1815-12-10',
      'User field 1: pin 1234',
    ]);
  });

  it('an appointment', () => {
    const text = textOf({
      properties: { 26: 'IPM.Appointment', 66: 'Ada' },
      named: {
        [`${APPOINTMENT}/0x820d`]: new Date('2024-03-01T09:00:00Z'),
        [`${APPOINTMENT}/0x8208`]: 'Room 1, code 4711',
        [`${APPOINTMENT}/0x8232`]: 'every Monday',
        [`${APPOINTMENT}/0x8205`]: 2,
        [`${APPOINTMENT}/0x8215`]: false,
      },
    });
    expect(text).toEqual([
      'Start: 2024-03-01 09:00:00 UTC',
      'Location: Room 1, code 4711',
      'Organizer: Ada',
      'Recurrence: every Monday',
      'Show as: busy',
    ]);
  });

  it('a task, and a report with what it says of each recipient', () => {
    const half = Buffer.alloc(8);
    half.writeDoubleLE(0.5);
    const task = { [`${TASK}/0x8102`]: { type: 5, values: [half] }, [`${TASK}/0x8101`]: 1, [`${TASK}/0x811f`]: 'Ada' };
    expect(textOf({ properties: { 26: 'IPM.Task' }, named: task })).toEqual([
      'Status: in progress',
      'Percent complete: 50%',
      'Owner: Ada',
    ]);
    const report = { properties: { 26: 'REPORT.IPM.Note.NDR', 4097: 'Not delivered' } };
    expect(textOf({ ...report, recipients: [{ 12289: 'Bob', 3099: '550 no such user' }] })).toEqual([
      'Report: Not delivered',
      'Recipient: Bob',
      'Recipient information: 550 no such user',
    ]);
  });
});
