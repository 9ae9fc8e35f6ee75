import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseSource } from '../../src/evidence/index.ts';
import { eventsOf } from './source-bytes.ts';

const message = {
  '@odata.etag': 'W/"x"',
  id: 'AAMk=',
  createdDateTime: '2024-01-16T09:59:00Z',
  receivedDateTime: '2024-01-16T10:00:05Z',
  sentDateTime: '2024-01-16T10:00:00Z',
  hasAttachments: true,
  internetMessageId: '<one@a.example>',
  subject: 'Zugänge',
  bodyPreview: 'Hello',
  parentFolderId: 'F',
  body: { contentType: 'html', content: '<p>Hello <b>Bob</b></p>' },
  sender: { emailAddress: { name: 'Desk', address: 'desk@a.example' } },
  from: { emailAddress: { name: 'Ann', address: 'ann@a.example' } },
  toRecipients: [{ emailAddress: { name: 'Bob', address: 'bob@b.example' } }],
  ccRecipients: [],
  bccRecipients: [{ emailAddress: { name: 'Eve', address: 'eve@e.example' } }],
  internetMessageHeaders: [
    { name: 'References', value: '<zero@a.example>' },
    { name: 'X-Folded', value: 'a\r\n b' },
  ],
  attachments: [
    {
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'notes.txt',
      contentType: 'text/plain',
      contentBytes: Buffer.from('plain notes').toString('base64'),
    },
    {
      '@odata.type': '#microsoft.graph.itemAttachment',
      name: 'older',
      item: {
        '@odata.type': '#microsoft.graph.message',
        subject: 'Inner',
        body: { contentType: 'text', content: 'inner words' },
      },
    },
    { '@odata.type': '#microsoft.graph.referenceAttachment', name: 'link', sourceUrl: 'https://files.example/x' },
  ],
};
const second = {
  ...message,
  internetMessageId: '<two@a.example>',
  attachments: [],
  body: { contentType: 'text', content: 'Second' },
};

const pascal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name[0]?.toUpperCase() + name.slice(1), pascal(inner)]),
  );
};

const FORMS: readonly (readonly [name: string, text: string])[] = [
  [
    'the answer of the service',
    JSON.stringify({ '@odata.context': 'https://graph.example/x', value: [message, second] }, null, 2),
  ],
  ['a list', JSON.stringify([message, second])],
  ['a message a line', `${JSON.stringify(message)}\n${JSON.stringify(second)}\n`],
  ['what PowerShell makes of it, with a mark', `\uFEFF${JSON.stringify(pascal([message, second]), null, 4)}`],
];

describe('an export of Graph messages', () => {
  test.each(FORMS)('is read as mail: %s', async (_name, text) => {
    const events = await eventsOf(Buffer.from(text));
    const messages = events.flatMap((event) => (event.type === 'message' ? [event.message] : []));
    expect(messages.map(({ header }) => header.messageId)).toEqual(['<one@a.example>', '<two@a.example>']);
    const [one] = messages;
    expect(one?.header.from).toEqual([{ name: 'Ann', address: 'ann@a.example' }]);
    expect(one?.header.sender).toEqual([{ name: 'Desk', address: 'desk@a.example' }]);
    expect(one?.header.bcc).toEqual([{ name: 'Eve', address: 'eve@e.example' }]);
    expect(one?.header.references).toEqual(['<zero@a.example>']);
    expect(one?.header.all('x-folded')).toEqual(['a b']);
    expect(one?.header.date?.at).toBe('2024-01-16T10:00:00.000Z');
    expect(one?.header.subject).toBe('Zugänge');
    const parts = one?.parts.map(({ path, fileName, content }) => [
      path,
      fileName,
      content.state === 'text' ? Buffer.from(content.text.utf8).toString().trim() : content.state,
    ]);
    expect(parts).toEqual([
      ['1', null, 'Hello Bob'],
      ['2', 'notes.txt', 'plain notes'],
      ['3', 'older', 'message'],
      ['3.1', null, 'inner words'],
      ['4', 'https://files.example/x', 'unread'],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'tally', tally: { expected: 2, read: 2, unreadable: 0 } });
  });

  test('says which attachments it left out', async () => {
    const events = await eventsOf(Buffer.from(JSON.stringify([{ ...message, attachments: undefined }])));
    expect(events.filter((event) => event.type === 'loss')).toMatchObject([
      { loss: { level: 'part', reason: 'not-found' } },
    ]);
  });

  test('that is cut short gives what is whole and a row', async () => {
    const text = JSON.stringify({ value: [message, second] });
    const events = await eventsOf(Buffer.from(text.slice(0, -40)));
    expect(events.filter((event) => event.type === 'message')).toHaveLength(1);
    expect(events.filter((event) => event.type === 'loss').at(-1)).toMatchObject({
      loss: { level: 'message', reason: 'truncated' },
    });
    expect(events.at(-1)).toMatchObject({ tally: { expected: 2, read: 1, unreadable: 1 } });
  });

  test('goes on from its first message', async () => {
    const bytes = Buffer.from(JSON.stringify([message, second]));
    const all = await eventsOf(bytes);
    const from = all.flatMap((event) => (event.type === 'message' ? [event.checkpoint] : []))[0];
    const rest = await eventsOf(bytes, from === undefined ? {} : { from });
    expect(rest.flatMap((event) => (event.type === 'message' ? [event.message.header.messageId] : []))).toEqual([
      '<two@a.example>',
    ]);
    expect(rest.at(-1)).toEqual(all.at(-1));
  });

  test('is not a list of messages without bodies, nor other JSON', () => {
    const { body: _, ...bare } = message;
    expect(recogniseSource(Buffer.from(JSON.stringify([{ ...bare, attachments: [] }]))).kind).toBe('text');
    expect(recogniseSource(Buffer.from('{"body":{"content":"x"},"subject":"y"}')).kind).toBe('text');
  });

  test('of any JSON never throws, and its tally balances', async () => {
    const anyMessage = fc.record(
      Object.fromEntries(
        Object.keys(message).map((name) => [name, fc.oneof(fc.jsonValue(), fc.constant(Reflect.get(message, name)))]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage, { maxLength: 3 }), async (list) => {
        const events = await eventsOf(Buffer.from(JSON.stringify([message, ...list])));
        const last = events.at(-1);
        const tally = last?.type === 'tally' ? last.tally : null;
        expect(tally?.expected).toBe((tally?.read ?? 0) + (tally?.unreadable ?? 0));
      }),
      { numRuns: 60 },
    );
  });
});

describe('an element that lists more than a message has', () => {
  const tallyOf = async (value: object) => {
    const events = await eventsOf(
      Buffer.from(JSON.stringify({ value: [value, { ...second, hasAttachments: false }] })),
    );
    const losses = events.flatMap((event) => (event.type === 'loss' ? [event.loss.reason] : []));
    return { losses, tally: events.flatMap((event) => (event.type === 'tally' ? [event.tally] : [])) };
  };

  test('is a row, and the next is read', async () => {
    const { losses, tally } = await tallyOf({ ...second, hasAttachments: false, x: Array(1_000_100).fill({}) });
    expect(losses).toEqual(['over-budget']);
    expect(tally).toEqual([{ expected: 2, read: 1, unreadable: 1, encrypted: 0, recovered: 0 }]);
  });

  test('and one whose text is full of commas is read', async () => {
    const content = ',{["'.repeat(500_000);
    const { losses, tally } = await tallyOf({
      ...second,
      hasAttachments: false,
      body: { contentType: 'text', content },
    });
    expect(losses).toEqual([]);
    expect(tally).toMatchObject([{ read: 2 }]);
  });
});
