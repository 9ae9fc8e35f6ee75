import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import { PropertyReader } from '../../src/evidence/mapi/property-reader.ts';
import { readTnef } from '../../src/evidence/tnef/tnef-object.ts';
import { eventsOf, textsOf } from './source-bytes.ts';
import {
  attribute,
  date,
  IID_MESSAGE,
  IID_STORAGE,
  integer,
  list,
  object,
  RENDERING,
  SET,
  sized,
  tag,
  text8,
  text16,
  tnef,
  uint16,
  uint32,
  zeroed,
} from './tnef-fixture.ts';

const values = (from: MapiObject, id: number) => {
  const found = from.properties.get(id)?.values() ?? [];
  return 'reason' in found ? found : found.map((value) => Buffer.from(value));
};
const message = (bytes: Buffer) => readTnef(bytes).object;
const text = (from: MapiObject, id: number) => new PropertyReader(from.properties).text(id);
const reasons = (from: MapiObject) => from.shortfalls.map(({ reason }) => reason);

const NESTED = tnef(attribute(1, 0x69003, list(text16(0x37, 'inner subject'), text16(0x1000, 'inner body'))));
const WHOLE = tnef(
  attribute(1, 0x89006, uint32(0x10000)),
  attribute(1, 0x69007, Buffer.concat([uint32(1252), uint32(0)])),
  attribute(1, 0x78008, zeroed('IPM.Microsoft Mail.Note')),
  attribute(1, 0x69003, list(text16(0x37, 'outer'), text8(0x1000, 'a body with caf\xe9'))),
  attribute(
    1,
    0x69004,
    Buffer.concat([
      uint32(2),
      list(text16(0x3003, 'a@b'), integer(0x0c15, 1)),
      list(text8(0x3003, 'c@d'), integer(0x0c15, 3)),
    ]),
  ),
  RENDERING,
  attribute(2, 0x18010, zeroed('SHORT~1.TXT')),
  attribute(2, 0x6800f, Buffer.from('file one')),
  attribute(2, 0x69005, list(text16(0x3707, 'a long name.txt'))),
  RENDERING,
  attribute(2, 0x69005, list(text16(0x3001, 'Nested'), object(0x3701, IID_MESSAGE, NESTED))),
  RENDERING,
  attribute(2, 0x69005, list(text16(0x3001, 'Drawing'), object(0x3701, IID_STORAGE, Buffer.from('storage')))),
);

describe('MAPI properties', () => {
  test('of fixed and variable size, multi-valued, named by number and by text', () => {
    const from = message(
      tnef(
        attribute(
          1,
          0x69003,
          list(
            Buffer.concat([tag(0x10, 0x02), uint16(7), uint16(0xffff)]),
            Buffer.concat([tag(0x11, 0x0b), uint16(1), uint16(0)]),
            Buffer.concat([tag(0x12, 0x40), Buffer.from('0102030405060708', 'hex')]),
            Buffer.concat([tag(0x13, 0x48), Buffer.alloc(16, 3)]),
            Buffer.concat([tag(0x14, 0x1003), uint32(2), uint32(5), uint32(6)]),
            Buffer.concat([tag(0x15, 0x101f), sized(Buffer.from('o\0n\0e\0\0\0'), Buffer.from('t\0w\0o\0\0\0'))]),
            Buffer.concat([tag(0x16, 0x0102), sized(Buffer.from([1, 0, 0]))]),
            Buffer.concat([tag(0x8001, 0x1e, 0x8208), sized(zeroed('room'))]),
            Buffer.concat([tag(0x8002, 0x1e, 'Keywords'), sized(zeroed('named'))]),
          ),
        ),
      ),
    );
    expect(from.shortfalls).toEqual([]);
    expect(values(from, 0x10)).toEqual([Buffer.from([7, 0])]);
    expect(values(from, 0x11)).toEqual([Buffer.from([1, 0])]);
    expect(values(from, 0x12)).toEqual([Buffer.from('0102030405060708', 'hex')]);
    expect(values(from, 0x13)).toEqual([Buffer.alloc(16, 3)]);
    expect(values(from, 0x14)).toEqual([uint32(5), uint32(6)]);
    expect(values(from, 0x15)).toEqual([Buffer.from('one', 'utf16le'), Buffer.from('two', 'utf16le')]);
    expect(values(from, 0x16)).toEqual([Buffer.from([1, 0, 0])]);
    expect(from.idOf({ set: SET, name: 0x8208 })).toBe(0x8001);
    expect(from.idOf({ set: SET, name: 'keywords' })).toBe(0x8002);
    expect(from.nameOf(0x8002)).toEqual({ set: SET, name: 'Keywords' });
    expect(from.idOf({ set: SET, name: 'other' })).toBeNull();
    expect(text(from, 0x8001)).toBe('room');
  });

  test('one number for two names: both are kept', () => {
    const two = list(
      Buffer.concat([tag(0x8001, 0x1e, 'one'), sized(zeroed('1'))]),
      Buffer.concat([tag(0x8001, 0x1e, 'two'), sized(zeroed('2'))]),
    );
    const from = message(tnef(attribute(1, 0x69003, two)));
    expect(['one', 'two'].map((name) => text(from, from.idOf({ set: SET, name }) ?? 0))).toEqual(['1', '2']);
  });

  test('with counts and lengths that are not true: what stands before is read, and the rest is said to be lost', () => {
    for (const hostile of [
      Buffer.concat([uint32(0xffffffff), text8(0x37, 'kept')]),
      Buffer.concat([uint32(2), text8(0x37, 'kept'), tag(0x38, 0x1e), uint32(0xffffffff)]),
      Buffer.concat([uint32(2), text8(0x37, 'kept'), tag(0x38, 0x1e), uint32(1), uint32(0xfffffffe), zeroed('x')]),
      Buffer.concat([uint32(2), text8(0x37, 'kept'), tag(0x38, 0x1003), uint32(0xffffffff)]),
      Buffer.concat([uint32(2), text8(0x37, 'kept'), tag(0x38, 0x0777), uint32(1)]),
      Buffer.concat([uint32(2), text8(0x37, 'kept'), tag(0x8001, 0x1e, 'name').subarray(0, 27)]),
    ]) {
      const from = message(tnef(attribute(1, 0x69003, hostile)));
      expect(text(from, 0x37)).toBe('kept');
      expect(reasons(from)).toEqual(['damaged']);
    }
  });
});

describe('attributes older than MAPI', () => {
  const legacy = tnef(
    attribute(1, 0x69007, Buffer.concat([uint32(1251), uint32(0)])),
    attribute(1, 0x78008, zeroed('IPM.Microsoft Schedule.MtgRespP')),
    attribute(
      1,
      0x8000,
      Buffer.concat([uint16(4), uint16(0), uint16(6), uint16(11), zeroed('Cyril'), zeroed('SMTP:c@d.ru')]),
    ),
    attribute(1, 0x60000, Buffer.concat([uint16(6), zeroed('Owner'), uint16(9), zeroed('SMTP:o@e')])),
    attribute(1, 0x60001, Buffer.concat([uint16(4), zeroed('For'), uint16(9), zeroed('SMTP:f@e')])),
    attribute(1, 0x18004, Buffer.from('\xcf\xf0\xe8\xe2\xe5\xf2\0', 'latin1')),
    attribute(1, 0x38005, date(2003, 5, 23, 17, 26, 17, 5)),
    attribute(1, 0x18009, zeroed('00FF10')),
    attribute(1, 0x2800c, zeroed('old body')),
    attribute(1, 0x4800d, uint16(1)),
  );

  test('become properties', () => {
    const from = message(legacy);
    const read = new PropertyReader(from.properties);
    expect(
      [0x001a, 0x0c1a, 0x0c1e, 0x0c1f, 0x0044, 0x0078, 0x0042, 0x0065, 0x0037, 0x1000].map((id) => read.text(id)),
    ).toEqual([
      'IPM.Schedule.Meeting.Resp.Pos',
      'Cyril',
      'SMTP',
      'c@d.ru',
      'Owner',
      'o@e',
      'For',
      'f@e',
      'Привет',
      'old body',
    ]);
    expect(read.time(0x39)).toBe('2003-05-23T17:26:17.000Z');
    expect(read.integer(0x17)).toBe(2);
    expect(values(from, 0x300b)).toEqual([Buffer.from([0, 255, 16])]);
  });

  test("where MAPI says the same thing, MAPI's counts", () => {
    const both = tnef(attribute(1, 0x18004, zeroed('old')), attribute(1, 0x69003, list(text16(0x37, 'new'))));
    expect(text(message(both), 0x37)).toBe('new');
  });

  test('without a date that is one: no property', () => {
    expect(message(tnef(attribute(1, 0x38005, date(0, 0, 0, 0, 0, 0, 0)))).properties.size).toBe(0);
  });
});

describe('attachments', () => {
  test('by value, an embedded message, an OLE object', () => {
    const { attachments, recipients } = message(WHOLE);
    expect(recipients.map((one) => new PropertyReader(one).text(0x3003))).toEqual(['a@b', 'c@d']);
    const [file, nested, storage] = attachments.map(({ open }) => open());
    expect(file?.state === 'bytes' && Buffer.from(file.bytes() as Uint8Array).toString()).toBe('file one');
    expect(nested?.state === 'message' && text(nested.message, 0x1000)).toBe('inner body');
    expect(storage?.state === 'bytes' && Buffer.from(storage.bytes() as Uint8Array).toString()).toBe('storage');
  });

  test('without the attribute that should begin each', () => {
    const bare = tnef(
      attribute(2, 0x18010, zeroed('a')),
      attribute(2, 0x6800f, Buffer.from('1')),
      attribute(2, 0x18010, zeroed('b')),
      attribute(2, 0x6800f, Buffer.from('2')),
    );
    expect(message(bare).attachments.map(({ properties }) => new PropertyReader(properties).text(0x3704))).toEqual([
      'a',
      'b',
    ]);
  });

  test('an object beside bytes for older programs: both are read', () => {
    const both = tnef(
      RENDERING,
      attribute(2, 0x6800f, Buffer.from('This is not what it seems')),
      attribute(2, 0x69005, list(object(0x3701, IID_MESSAGE, NESTED))),
    );
    expect(message(both).attachments.map(({ open }) => open().state)).toEqual(['bytes', 'message']);
  });

  test('by reference, and named without a content', () => {
    const odd = tnef(
      RENDERING,
      attribute(2, 0x69005, list(text16(0x370d, '\\\\server\\share\\a.doc'))),
      RENDERING,
      attribute(2, 0x18010, zeroed('gone.doc')),
    );
    const [reference, gone] = message(odd).attachments.map(({ open }) => open());
    expect(reference).toEqual({ state: 'reference', target: '\\\\server\\share\\a.doc' });
    expect(gone).toMatchObject({ state: 'unread', shortfall: { reason: 'damaged' } });
  });
});

describe('a stream', () => {
  test('with a wrong checksum is read; the fault is a problem', () => {
    const { object: from, problems } = readTnef(tnef(attribute(1, 0x18004, zeroed('kept'), 1)));
    expect(text(from, 0x37)).toBe('kept');
    expect(from.shortfalls).toEqual([]);
    expect(problems).toEqual([{ code: 'wrong-checksum', offset: 15 }]);
  });

  test('with padding behind it loses nothing; with anything else it says so', () => {
    expect(reasons(message(Buffer.concat([WHOLE, Buffer.from('\0\0\r\n')])))).toEqual([]);
    expect(reasons(message(Buffer.concat([WHOLE, Buffer.from('garbage at the end')])))).toEqual(['damaged']);
  });

  test('cut anywhere: what stands before is read, and the cut is said', () => {
    const full = message(WHOLE).attachments.length;
    for (let end = 7; end < WHOLE.length; end++) {
      const { attachments, shortfalls, properties } = message(WHOLE.subarray(0, end));
      expect(attachments.length).toBeLessThanOrEqual(full);
      const isAtEdge = shortfalls.length === 0;
      if (isAtEdge) expect(edges).toContain(end);
      if (end > 400) expect(properties.size).toBeGreaterThan(2);
    }
  });

  test('as a file by itself is one message with its parts', async () => {
    const events = await eventsOf(WHOLE);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1, unreadable: 0 } });
    const found = events.find((event) => event.type === 'message');
    expect(found).toMatchObject({ message: { span: [0, WHOLE.length], header: { subject: 'outer' } } });
    expect(found?.type === 'message' && found.message.header.bcc.map(({ address }) => address)).toEqual(['c@d']);
    expect(events.flatMap(textsOf).map(([, said]) => said)).toEqual(
      expect.arrayContaining(['a body with café', 'file one', 'inner body']),
    );
  });

  test('in a mail: its body and files are members by name; the mail keeps its header', async () => {
    const mail = `From: a@b\nMIME-Version: 1.0\nSubject: mail\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${WHOLE.toString('base64')}\n`;
    const events = await eventsOf(Buffer.from(mail));
    expect(events.find((event) => event.type === 'message')).toMatchObject({
      message: { header: { subject: 'mail' } },
    });
    expect(Object.fromEntries(events.flatMap(textsOf))).toMatchObject({
      '1/message.txt': 'a body with café',
      '1/a long name.txt': 'file one',
    });
    expect(events.flatMap(textsOf).filter(([path]) => path.endsWith('/message.txt'))).toHaveLength(2);
  });

  test('nested in itself many times is bounded', async () => {
    let inner = NESTED;
    for (let level = 0; level < 200; level++) {
      inner = tnef(RENDERING, attribute(2, 0x69005, list(object(0x3701, IID_MESSAGE, inner))));
    }
    const events = await eventsOf(inner);
    expect(events.filter((event) => event.type === 'loss' && event.loss.reason === 'over-budget')).toHaveLength(1);
  });

  test('of a million properties, recipients or attachments is read within bounds', () => {
    const one = Buffer.concat([tag(0x8001, 0x0003, 1), uint32(0)]);
    const many = Buffer.concat(Array.from({ length: 200_000 }, () => one));
    const start = performance.now();
    const table = Buffer.concat([uint32(0xffffffff), Buffer.alloc(4_000_000)]);
    const from = message(
      tnef(
        attribute(1, 0x69003, Buffer.concat([uint32(200_000), many])),
        attribute(1, 0x69004, table),
        ...Array.from({ length: 100_100 }, () => attribute(2, 0x69002, Buffer.alloc(0))),
      ),
    );
    expect(from.properties.size).toBeLessThanOrEqual(0x8000);
    expect(from.recipients).toEqual([]);
    expect(reasons(from)).toEqual(expect.arrayContaining(['over-budget', 'damaged']));
    expect(performance.now() - start).toBeLessThan(60_000);
  });

  test('of mutated bytes never throws, and its tally balances', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(WHOLE.length),
        async (changes, end) => {
          const bytes = Buffer.from(WHOLE);
          for (const [at, byte] of changes) bytes[at] = byte;
          const { object: from } = readTnef(bytes.subarray(0, end));
          for (const attachment of from.attachments) attachment.open();
          bytes.writeUInt32LE(0x223e9f78, 0);
          const events = await eventsOf(bytes);
          expect(events.at(-1)).toMatchObject({ tally: { expected: 1 } });
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Ends of attributes, with and without their checksum: a stream cut there is short and cannot know it. */
const edges: readonly number[] = (() => {
  const found: number[] = [];
  for (let at = 6; at < WHOLE.length; ) {
    const end = at + 9 + WHOLE.readUInt32LE(at + 5);
    found.push(at, end, end + 1, end + 2);
    at = end + 2;
  }
  return found;
})();
