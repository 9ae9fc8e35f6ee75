import { describe, expect, test } from 'vitest';
import type { EvidenceEvent, Part } from '../../src/evidence/index.ts';
import { compoundBytes, msgBytes, type Tree } from './compound-builder.ts';
import { mapiObject, type ObjectFixture } from './mapi-builder.ts';
import { eventsOf, textsOf } from './source-bytes.ts';
import { writeZip } from './zip-fixture.ts';

const FIXTURE: ObjectFixture = {
  properties: { 26: 'IPM.Note', 55: 'Outer', 4096: 'the body', 4149: '<id@agency.example>' },
  recipients: [
    { 3093: 1, 12289: 'To', 14846: 'to@agency.example' },
    { 3093: 3, 12289: 'Blind', 14846: 'bcc@agency.example' },
  ],
  attachments: [
    { properties: { 14085: 1, 14087: 'note.txt' }, content: Buffer.from('attached note') },
    { properties: { 14085: 5 }, content: { properties: { 55: 'Inner', 4096: 'inner body' } } },
  ],
};

function messageOf(events: readonly EvidenceEvent[]) {
  const event = events.find((one) => one.type === 'message');
  if (event?.type !== 'message') throw new Error('no message');
  return event;
}

const partsOf = (events: readonly EvidenceEvent[]): readonly Part[] =>
  events.flatMap((event) =>
    event.type === 'document' ? event.document.parts : event.type === 'message' ? event.message.parts : [],
  );

const placed = (parts: readonly Part[]) =>
  parts.map(({ path, member, content }) => [[path, ...member].join('/'), content.state]);

describe('an Outlook message as a source', () => {
  const bytes = msgBytes(mapiObject(FIXTURE));

  test('is one message with its place and balance', async () => {
    const events = await eventsOf(bytes);
    const { message, checkpoint } = messageOf(events);
    expect(message).toMatchObject({
      source: 'memory',
      span: [0, bytes.length],
      place: { position: [0], container: [] },
    });
    expect(checkpoint.position).toEqual([bytes.length]);
    expect(message.header.bcc.map(({ address }) => address)).toEqual(['bcc@agency.example']);
    expect(events.at(-1)).toMatchObject({
      type: 'tally',
      tally: { expected: 1, read: 1, unreadable: 0, encrypted: 0 },
    });
    expect(textsOf(events[0] as EvidenceEvent)).toEqual([
      ['1', 'the body'],
      ['2', 'attached note'],
      ['3.1', 'inner body'],
    ]);
  });

  test('is not read again from the checkpoint behind it', async () => {
    const { checkpoint } = messageOf(await eventsOf(bytes));
    expect(await eventsOf(bytes, { from: checkpoint })).toEqual([
      { type: 'tally', source: 'memory', tally: checkpoint.tally },
    ]);
  });

  test('is read where it is longer than a message in memory may be', async () => {
    const content = Buffer.alloc(100_000, 'x');
    const attachments = [...(FIXTURE.attachments ?? []), { properties: { 14085: 1, 14087: 'large' }, content }];
    const large = msgBytes(mapiObject({ ...FIXTURE, attachments }));
    const events = await eventsOf(large, { budget: { messageBytes: 50_000, partBytes: 80_000 } });
    expect(messageOf(events).message.header.subject).toBe('Outer');
    expect(events.filter(({ type }) => type === 'loss')).toMatchObject([{ loss: { reason: 'over-budget' } }]);
  });

  test('with its index lost is a document that says so', async () => {
    const events = await eventsOf(bytes.subarray(0, 600));
    expect(events).toMatchObject([
      { type: 'loss', loss: { reason: 'damaged' } },
      { type: 'document' },
      { type: 'tally', tally: { expected: 1, unreadable: 1 } },
    ]);
  });
});

describe('an Outlook message as a member', () => {
  test('is a message with its parts by number', async () => {
    const zip = writeZip([{ name: 'mail.msg', data: msgBytes(mapiObject(FIXTURE)) }]);
    const mail = Buffer.from(
      `MIME-Version: 1.0\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${zip.toString('base64')}\r\n`,
    );
    const parts = partsOf(await eventsOf(mail));
    expect(placed(parts)).toEqual([
      ['1', 'container'],
      ['1/mail.msg', 'message'],
      ['1/mail.msg/1', 'text'],
      ['1/mail.msg/2', 'text'],
      ['1/mail.msg/3', 'message'],
      ['1/mail.msg/3.1', 'text'],
    ]);
    const held = parts[1]?.content;
    expect(held?.state === 'message' && held.header.subject).toBe('Outer');
  });

  test('in a message in a message stays within the budget of depth', async () => {
    let bytes = msgBytes(mapiObject(FIXTURE));
    for (let level = 0; level < 6; level++) {
      const attachments = [{ properties: { 14085: 1, 14087: 'inner.msg' }, content: bytes }];
      bytes = msgBytes(mapiObject({ properties: { 55: `level ${level}` }, attachments }));
    }
    const deep = partsOf(await eventsOf(bytes));
    expect(deep.map(({ content }) => content.state)).not.toContain('unread');
    const cut = partsOf(await eventsOf(bytes, { budget: { depth: 3 } }));
    expect(cut.at(-1)?.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
  });
});

describe('other compound files', () => {
  /** The content of `\x01Ole10Native`, as a program writes it for a file. */
  function packageBytes(label: string, data: Buffer, unicode = ''): Buffer {
    const zero = (text: string) => Buffer.from(`${text}\0`, 'latin1');
    const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
    const wide = (text: string) => Buffer.concat([number(text.length), Buffer.from(text, 'utf16le')]);
    const path = zero(`C:\\Temp\\${label}`);
    const names = unicode === '' ? Buffer.alloc(0) : Buffer.concat([`C:\\${unicode}`, unicode, unicode].map(wide));
    const native = Buffer.concat([
      Buffer.from([2, 0]),
      zero(label),
      zero(`C:\\Users\\me\\${label}`),
      Buffer.from([0, 0, 3, 0]),
      number(path.length),
      path,
      number(data.length),
      data,
      names,
    ]);
    return Buffer.concat([number(native.length), native]);
  }
  const read = async (tree: Tree) => partsOf(await eventsOf(compoundBytes(tree)));

  test('an OLE package is a container of its file', async () => {
    const parts = await read({ '\x01Ole10Native': packageBytes('keys.txt', Buffer.from('package text')) });
    expect(placed(parts)).toEqual([
      ['', 'container'],
      ['/keys.txt', 'text'],
    ]);
  });

  test('a package has the name in Unicode, without folders and controls, where it has one', async () => {
    const parts = await read({ '\x01Ole10Native': packageBytes('?.txt', Buffer.from('text'), 'a/..\\主題\u202e.txt') });
    expect(parts[1]?.member).toEqual(['主題\uFFFD.txt']);
  });

  test('a package that is cut is read up to there, and says so', async () => {
    const whole = packageBytes('keys.txt', Buffer.from('package text'));
    const parts = await read({ '\x01Ole10Native': whole.subarray(0, whole.length - 5) });
    expect(placed(parts)).toEqual([
      ['', 'container'],
      ['/keys.txt', 'text'],
      ['/keys.txt', 'unread'],
    ]);
  });

  test('a document that is damaged is a row, and what is embedded in it is read', async () => {
    const parts = await read({
      WordDocument: Buffer.alloc(5000, 1),
      ObjectPool: {
        _1: { '\x01Ole10Native': packageBytes('keys.txt', Buffer.from('first')) },
        _2: { CONTENTS: Buffer.from('second') },
        _3: { Package: writeZip([{ name: 'a.txt', data: 'third' }]) },
        _4: { '\x01Ole10Native': packageBytes('keys.txt', Buffer.from('fourth')) },
      },
    });
    expect(placed(parts)).toEqual([
      ['', 'container'],
      ['/keys.txt', 'text'],
      ['/_2', 'text'],
      ['/_3', 'container'],
      ['/_3/a.txt', 'text'],
      ['/keys.txt (2)', 'text'],
      ['/(rest)', 'unread'],
    ]);
    expect(parts.at(-1)?.content).toMatchObject({ reason: 'damaged' });
  });

  test('a locked document is a row, and a message with one attached is a message', async () => {
    const locked = compoundBytes({ ENCRYPTEDPACKAGE: Buffer.alloc(5000), EncryptionInfo: Buffer.alloc(100) });
    expect((await read({ EncryptedPackage: Buffer.alloc(10) }))[0]?.content).toMatchObject({ reason: 'encrypted' });
    const attachments = [{ properties: { 14085: 1, 14087: 'locked.docx' }, content: locked }];
    const parts = partsOf(await eventsOf(msgBytes(mapiObject({ ...FIXTURE, attachments }))));
    expect(parts.map(({ content }) => (content.state === 'unread' ? content.reason : content.state))).toEqual([
      'text',
      'encrypted',
    ]);
  });

  test('an OLE object in a message is given as the compound file it would be', async () => {
    const object = { '\x01Ole10Native': packageBytes('keys.txt', Buffer.from('in an object')) };
    const header = Buffer.alloc(8);
    const tree = {
      '__properties_version1.0': Buffer.alloc(32),
      '__attach_version1.0_#00000000': { '__properties_version1.0': header, '__substg1.0_3701000D': object },
    };
    expect(placed(await read(tree)).slice(-2)).toEqual([
      ['1', 'container'],
      ['1/keys.txt', 'text'],
    ]);
  });
});
