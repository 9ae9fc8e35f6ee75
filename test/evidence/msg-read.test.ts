import { describe, expect, test } from 'vitest';
import type { MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import type { MapiProperties } from '../../src/evidence/mapi/property.ts';
import { isMsg, readMsg } from '../../src/evidence/msg/msg-object.ts';
import { openCompound } from '../../src/evidence/ole/compound.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { compoundBytes, MSG_CLASS, msgBytes, msgTree, type Tree } from './compound-builder.ts';
import { mapiObject, type ObjectFixture } from './mapi-builder.ts';

const GUID = { type: 0x0048, values: [Buffer.from('00112233445566778899aabbccddeeff', 'hex')] };

const INNER: ObjectFixture = {
  properties: { 55: 'Inner', 4096: 'inner body' },
  recipients: [{ 3093: 1, 12289: 'Inner recipient' }],
  attachments: [{ properties: { 14087: 'deep.txt' }, content: Buffer.from('deep bytes') }],
};

const MESSAGE: ObjectFixture = {
  properties: {
    26: 'IPM.Note',
    55: 'Ünïcode 主題',
    3590: new Date('2024-04-02T10:00:00Z'),
    3611: true,
    3592: 70_000,
    4096: 'A longer body. '.repeat(1000),
    4115: Buffer.from('<p>html</p>'),
    30: { string8: Buffer.from('gr\xfc\xdfe', 'latin1') },
    16381: 1252,
    26624: ['one', 'two', ''],
    26625: GUID,
    26626: { type: 0x0003, values: [Buffer.from('01000000', 'hex'), Buffer.from('ffffffff', 'hex')] },
    26627: { type: 0x0102, values: [Buffer.alloc(5000, 1), Buffer.from('x')] },
  },
  named: {
    '00062004-0000-0000-c000-000000000046/0x8083': 'me@agency.example',
    '00020386-0000-0000-c000-000000000046/X-Header': 'header',
    '00020329-0000-0000-c000-000000000046/Keywords': ['a', 'b'],
  },
  recipients: [1, 2, 3].map((kind) => ({ 3093: kind, 12289: `Person ${kind}`, 14846: `p${kind}@agency.example` })),
  attachments: [
    { properties: { 14087: 'large.bin', 14085: 1 }, content: Buffer.alloc(10_000, 7) },
    { properties: { 14087: 'small.txt', 14085: 1 }, content: Buffer.from('small') },
    { properties: { 12289: 'Inner', 14085: 5 }, content: INNER },
    {
      properties: { 14087: 'link', 14093: '\\\\server\\share\\link', 14085: 2 },
      content: { target: '\\\\server\\share\\link' },
    },
  ],
};

function opened(bytes: Uint8Array, mostBytes = 2 ** 26): MapiObject {
  const compound = openCompound(memoryAccess(bytes));
  if ('reason' in compound) throw new Error(compound.detail);
  expect(isMsg(compound)).toBe(true);
  return readMsg(compound, mostBytes);
}

/** Which a message has as a property, and a fixture does not. */
const ATTACH_DATA = 0x3701;

/** An object as data that can be compared. */
function plain(object: MapiObject): unknown {
  return {
    properties: plainProperties(object.properties),
    recipients: object.recipients.map(plainProperties),
    attachments: object.attachments.map(({ properties, open }) => {
      const content = open();
      if (content.state === 'message')
        return { properties: plainProperties(properties), message: plain(content.message) };
      const held = content.state === 'bytes' ? Buffer.from(content.bytes() as Uint8Array).toString('latin1') : content;
      return { properties: plainProperties(properties), held };
    }),
    shortfalls: object.shortfalls,
  };
}

function plainProperties(properties: MapiProperties): unknown {
  return [...properties.values()]
    .filter(({ id }) => id !== ATTACH_DATA)
    .toSorted((a, b) => a.id - b.id)
    .map(({ id, type, size, values }) => {
      const read = values();
      return { id, type, size, values: 'reason' in read ? read : read.map((one) => Buffer.from(one).toString('hex')) };
    });
}

describe.each([512, 4096] as const)('a message in sectors of %i bytes', (sectorBytes) => {
  const object = mapiObject(MESSAGE);
  const read = opened(msgBytes(object, sectorBytes));

  test('has the properties, recipients, attachments and embedded messages that it was made of', () => {
    expect(plain(read)).toEqual(plain(object));
  });

  test('has its named properties by name and by id', () => {
    for (const id of [0x8000, 0x8001, 0x8002]) {
      const name = object.nameOf(id);
      expect(read.nameOf(id)).toMatchObject({ set: name?.set, name: name?.name });
      expect(name && read.idOf(name)).toBe(id);
    }
    expect(read.idOf({ set: '00020386-0000-0000-c000-000000000046', name: 'x-header' })).toBe(0x8001);
    expect([read.nameOf(0x8003), read.idOf({ set: MSG_CLASS, name: 1 })]).toEqual([null, null]);
  });

  test('an embedded message uses the names of the file', () => {
    const content = read.attachments[2]?.open();
    expect(content?.state === 'message' && content.message.nameOf(0x8000)?.name).toBe(0x8083);
  });
});

describe('what a damaged message still has', () => {
  const sound = msgTree(mapiObject(MESSAGE));
  const read = (tree: Tree) => opened(compoundBytes(tree, 512, MSG_CLASS));
  const without = (tree: Tree, name: string): Tree =>
    Object.fromEntries(Object.entries(tree).filter(([key]) => key !== name));
  const textOf = (object: MapiObject, id: number) => {
    const values = object.properties.get(id)?.values() ?? [];
    return 'reason' in values ? values.reason : values.map((value) => Buffer.from(value).toString('utf16le'));
  };

  test('without its list of properties: all that have streams, and a shortfall', () => {
    const object = read(without(sound, '__properties_version1.0'));
    expect(textOf(object, 0x0037)).toEqual(['Ünïcode 主題']);
    expect(object.properties.has(0x0e08)).toBe(false);
    expect([object.recipients.length, object.attachments.length]).toEqual([3, 4]);
    expect(object.shortfalls.map(({ detail }) => detail.slice(0, 41))).toEqual([
      'The list of properties of the message is ',
    ]);
  });

  test('without the stream of its subject: all else, and the value is a shortfall', () => {
    const object = read(without(sound, '__substg1.0_0037001F'));
    expect(textOf(object, 0x0037)).toBe('damaged');
    expect(textOf(object, 0x001a)).toEqual(['IPM.Note']);
  });

  test('without a recipient and an attachment: the others, and a shortfall for each kind', () => {
    const object = read(without(without(sound, '__recip_version1.0_#00000001'), '__attach_version1.0_#00000000'));
    expect([object.recipients.length, object.attachments.length]).toEqual([2, 3]);
    expect(object.shortfalls.map(({ detail }) => detail.slice(0, 45))).toEqual([
      'The file says 3 recipients and holds 2; the o',
      'The file says 4 attachments and holds 3; the ',
    ]);
  });

  test('without its names: its properties by id', () => {
    const object = read(without(sound, '__nameid_version1.0'));
    expect(object.nameOf(0x8000)).toBeNull();
    expect(textOf(object, 0x8000)).toEqual(['me@agency.example']);
  });

  test('of an attachment without its data nothing but its name', () => {
    const attachment = sound['__attach_version1.0_#00000001'] as Tree;
    const object = read({ ...sound, '__attach_version1.0_#00000001': without(attachment, '__substg1.0_37010102') });
    expect(object.attachments[1]?.open()).toMatchObject({ state: 'unread', shortfall: { reason: 'damaged' } });
  });

  test('with names of its entries damaged: what they still tell', () => {
    const renamed = (tree: Tree): Tree =>
      Object.fromEntries(
        Object.entries(tree).map(([name, held]) => [
          name.startsWith('__nameid') ? name : `??${name.slice(2)}`,
          held instanceof Uint8Array ? held : renamed(held),
        ]),
      );
    expect(plain(read(renamed(sound)))).toEqual(plain(mapiObject(MESSAGE)));
  });

  test('cut in the midst of a body: its beginning, and a shortfall that says how much', () => {
    const body = Buffer.from(Array.from({ length: 1000 }, (_, index) => `line ${index}\n`).join(''));
    const tree = { ...sound, '__substg1.0_10130102': body };
    const whole = compoundBytes(tree, 512, MSG_CLASS);
    const at = whole.indexOf(body.subarray(0, 400));
    const fat = whole.length - whole.readUInt32LE(44) * 512;
    // The body's fourth sector links to nowhere.
    whole.writeUInt32LE(0xffffffff, fat + ((at - 512) / 512 + 3) * 4);
    const object = opened(whole);
    const values = object.properties.get(0x1013)?.values() ?? [];
    expect('reason' in values ? values : values[0]?.length).toBe(4 * 512);
    expect(object.shortfalls.map(({ detail }) => detail)).toEqual([
      'Of property 1013 of the message, 2048 of 8890 bytes were read; the file around it is damaged or cut short. Ask its sender for another copy.',
    ]);
  });

  test('a value longer than is allowed is not read', () => {
    const object = opened(msgBytes(mapiObject(MESSAGE)), 1000);
    expect(textOf(object, 0x1000)).toBe('over-budget');
    expect(textOf(object, 0x0037)).toEqual(['Ünïcode 主題']);
  });
});

test('a template, and a file whose root has no class, are messages; other compound files are not', () => {
  const tree = msgTree(mapiObject(INNER));
  const of = (bytes: Buffer) => {
    const compound = openCompound(memoryAccess(bytes));
    return !('reason' in compound) && isMsg(compound);
  };
  expect(of(compoundBytes(tree))).toBe(true);
  expect(of(compoundBytes({}, 512, MSG_CLASS))).toBe(true);
  expect(of(compoundBytes({ WordDocument: Buffer.from('x') }))).toBe(false);
});
